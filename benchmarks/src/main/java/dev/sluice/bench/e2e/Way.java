package dev.sluice.bench.e2e;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One way in which a program does a task: what the table calls it, its command line, and what its
/// environment holds beyond the bare one that all programs get.
///
/// @param label the program's name, with what sets this way apart
/// @param command the command line, the program first
/// @param environment variables on top of the bare ones
record Way(String label, List<String> command, Map<String, String> environment) {

  Way {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /// The same with arguments at the end.
  Way with(String... more) {
    return new Way(label, Stream.concat(command.stream(), Stream.of(more)).toList(), environment);
  }

  /// The same under another label.
  Way called(String name) {
    return new Way(name, command, environment);
  }
}
