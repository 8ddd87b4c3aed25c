package dev.sluice.bench.race.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/// A program that takes part: a row of [Peers]. Its options are what someone who knows it well
/// would give; what it does for a task stands in [Task].
///
/// @param name in options and tables
/// @param program its executable
/// @param version the arguments with which it says its version
/// @param share the part of the work it is given, one of [#SHARES]. Below 1 for a program so slow
///   that the whole would take hours; the table then says how much it was given
/// @param paces numbers of requests at once: its own one first, then those among which `--tune`
///   looks for its best; empty for a program that finds the number itself
/// @param words what the words in braces of its command lines stand for, beyond those of [Site]
/// @param environment variables beyond those that all programs get, with words in braces
/// @param overTls whether it can be told a certificate authority
public record Peer(
    String name,
    Path program,
    String version,
    double share,
    List<Integer> paces,
    Map<String, Function<Site, String>> words,
    Map<String, String> environment,
    boolean overTls) {

  /// The parts of the work that programs are given.
  public static final List<Double> SHARES = List.of(1.0, 0.1, 0.02);

  /// A program that has no options worth a word.
  static Peer of(String name, Path program, String version) {
    return new Peer(name, program, version, 1, List.of(), Map.of(), Map.of(), true);
  }

  Peer given(double part) {
    return new Peer(name, program, version, part, paces, words, environment, overTls);
  }

  Peer paced(Integer... numbers) {
    return new Peer(name, program, version, share, List.of(numbers), words, environment, overTls);
  }

  Peer word(String word, String meaning) {
    return word(word, _ -> meaning);
  }

  Peer word(String word, Function<Site, String> meaning) {
    Map<String, Function<Site, String>> more = new LinkedHashMap<>(words);
    more.put(word, meaning);
    return new Peer(name, program, version, share, paces, more, environment, overTls);
  }

  Peer variable(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new Peer(name, program, version, share, paces, words, more, overTls);
  }

  Peer withoutTls() {
    return new Peer(name, program, version, share, paces, words, environment, false);
  }

  /// Whether this is the project's own program.
  public boolean own() {
    return name.equals(Peers.OWN);
  }

  /// Whether `--tune` may try it at several paces.
  public List<Integer> pacesToTry() {
    return paces.size() > 1 ? paces.subList(1, paces.size()) : List.of();
  }

  /// The ways in which it does some work; none if it cannot. The first is the one that is tuned.
  public List<Way> ways(Work work, Site site) {
    if (site.secure() && !overTls) {
      return List.of();
    }
    if (work.task() == Task.VERSION) {
      return List.of(new Way(name, command(Stream.of(version)), Map.of()));
    }
    Map<String, String> meanings = new LinkedHashMap<>(work.places());
    meanings.putAll(site.places());
    meanings.put("n", site.atOnce(name, paces.isEmpty() ? 0 : paces.getFirst()));
    Map<String, String> variables = variables(site, meanings);
    List<Way> ways = new ArrayList<>();
    work.task()
        .lines(name)
        .forEach((label, line) ->
            ways.add(new Way(label, command(arguments(line, site, meanings)), variables)));
    return ways;
  }

  private List<String> command(Stream<String> arguments) {
    return Stream.concat(Stream.of(program.toString()), arguments).toList();
  }

  /// What stands for several options becomes as many arguments; a path with blanks stays one.
  private Stream<String> arguments(String line, Site site, Map<String, String> meanings) {
    return Stream.of(line.split(" ", -1))
        .filter(word -> !word.isEmpty())
        .flatMap(word -> {
          Function<Site, String> options =
              words.get(word.startsWith("{") ? word.substring(1, word.length() - 1) : "");
          return options == null
              ? Stream.of(Words.filled(word, meanings))
              : arguments(options.apply(site), site, meanings);
        });
  }

  private Map<String, String> variables(Site site, Map<String, String> meanings) {
    Map<String, String> variables = new LinkedHashMap<>(Environments.aws(site));
    environment.forEach(
        (variable, value) -> variables.put(variable, Words.filled(value, meanings)));
    String config = variables.get("AWS_CONFIG_FILE");
    if (config != null) {
      writeAwsConfig(Path.of(config), meanings);
    }
    return variables;
  }

  /// The AWS command line takes these from its configuration alone.
  private static void writeAwsConfig(Path config, Map<String, String> meanings) {
    try {
      Files.writeString(
          config,
          Words.filled(
              """
              [default]
              s3 =
                addressing_style = path
                max_concurrent_requests = {n}
                max_queue_size = 10000
              """,
              meanings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
