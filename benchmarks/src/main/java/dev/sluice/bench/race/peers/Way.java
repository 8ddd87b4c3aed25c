package dev.sluice.bench.race.peers;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One way in which a program does a task: what the table calls it, its command line, and what its
/// environment holds beyond the bare one that all programs get.
///
/// @param label the program's name, with what sets this way apart
/// @param command the command line, the program first
/// @param environment variables on top of the bare ones
public record Way(String label, List<String> command, Map<String, String> environment) {

  public Way {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /// The same with arguments at the end.
  public Way with(String... more) {
    return new Way(label, Stream.concat(command.stream(), Stream.of(more)).toList(), environment);
  }

  /// The same under another label.
  public Way called(String name) {
    return new Way(name, command, environment);
  }
}
