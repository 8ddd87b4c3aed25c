package dev.sluice.cli.command.help;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The commands that people have in their fingers from other tools: what they are called here, or
/// what to do in their place.
public final class ForeignCommands {

  private static final String SYNC = "write  sluice sync SRC DST; a single file may be named too";
  private static final String REMOVE =
      "write  sluice rm s3://bucket/key, or  sluice rm s3://bucket/prefix/ --recursive";
  private static final String MOVE = "write  sluice mv SRC DST";
  private static final String NOT_YET = "sluice does not do this";
  private static final String SET_UP = "write  sluice configure";

  private static final Set<String> H_IS_ABOUT_SIZES = Set.of("ls", "du");

  private static final Map<String, String> REMEDIES =
      Map.ofEntries(
          of("cp", SYNC),
          of("copy", SYNC),
          of("put", SYNC),
          of("get", SYNC),
          of("copyto", SYNC),
          of("bisync", "sluice goes one way: write  sluice sync SRC DST"),
          of("mirror", "write  sluice sync SRC DST --delete"),
          of("move", MOVE),
          of("moveto", MOVE),
          of("del", REMOVE),
          of("delete", REMOVE),
          of("deletefile", REMOVE),
          of("purge", REMOVE),
          of("rmdir", REMOVE),
          of("check", "write  sluice verify SRC DST"),
          of("diff", "write  sluice verify SRC DST"),
          of("la", "write  sluice ls s3://bucket/"),
          of("lsd", "write  sluice ls s3://bucket/"),
          of("lsf", "write  sluice ls s3://bucket/"),
          of("lsl", "write  sluice ls s3://bucket/"),
          of("size", "write  sluice du s3://bucket/"),
          of("mkdir", "write  sluice mb s3://bucket"),
          of("md", "write  sluice mb s3://bucket"),
          of("cat", NOT_YET),
          of("info", NOT_YET),
          of("mount", NOT_YET),
          of("configure", SET_UP), // as s3cmd has it, an option
          of("config", SET_UP),
          of("s3", "leave it out: write  sluice sync SRC DST"));

  private ForeignCommands() {}

  private static Map.Entry<String, String> of(String command, String remedy) {
    return Map.entry(command, remedy);
  }

  /// What to do in place of a command that there is not; empty where it is nobody's.
  static Optional<String> remedy(String command) {
    return Optional.ofNullable(REMEDIES.get(command));
  }

  /// The command line with `help` and `help COMMAND` in the words that the parser knows, and so
  /// with `ls -h` and `du -h` alone: with a location, `-h` is about sizes, as everywhere.
  public static String[] inOurWords(String... args) {
    if (args.length == 2 && args[1].equals("-h") && H_IS_ABOUT_SIZES.contains(args[0])) {
      return new String[] {args[0], "--help"};
    }
    if (args.length == 0 || !args[0].equals("help")) {
      return args;
    }
    return Stream.concat(Stream.of(args).skip(1).limit(1), Stream.of("--help"))
        .toArray(String[]::new);
  }
}
