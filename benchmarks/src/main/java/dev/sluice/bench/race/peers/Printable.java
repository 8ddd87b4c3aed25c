package dev.sluice.bench.race.peers;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// Command lines as they may be shown: without the paths of the machine they were run on.
public final class Printable {

  private Printable() {}

  /// A command line with its variables.
  ///
  /// @param work the race's folder, shown as `WORK`
  public static String of(Way way, Site site, Path work) {
    Path program = Path.of(way.command().getFirst());
    String arguments =
        way.command().stream().skip(1).map(Printable::quoted).collect(Collectors.joining(" "));
    String variables =
        way.environment().entrySet().stream()
            .filter(variable -> !variable.getKey().startsWith("AWS_"))
            .filter(variable -> !variable.getKey().startsWith("SLUICE_"))
            .filter(variable -> !variable.getKey().startsWith("SSL_"))
            .sorted(Map.Entry.comparingByKey())
            .map(variable -> variable.getKey() + "=" + quoted(variable.getValue()) + " ")
            .collect(Collectors.joining());
    return (variables + program.getFileName() + " " + arguments)
        .replace(work.toString(), "WORK")
        .replace(site.hostAndPort(), "127.0.0.1:PORT")
        .strip();
  }

  private static String quoted(String word) {
    return word.isEmpty() || word.contains(" ") || word.contains("*") ? "'" + word + "'" : word;
  }
}
