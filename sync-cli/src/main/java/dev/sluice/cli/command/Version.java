package dev.sluice.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/// Knows the version that the build wrote down. Needs nothing else of the program, so that asking
/// for the version takes no longer than starting Java.
public final class Version {

  private static final List<String> OPTIONS = List.of("--version", "-V", "version");

  private Version() {}

  /// Whether a command line asks for the version and nothing else.
  public static boolean isAskedFor(String... args) {
    return args.length == 1 && OPTIONS.contains(args[0]);
  }

  /// What `--version` shows.
  public static String line() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/dev/sluice/cli/version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "sluice " + properties.getProperty("version");
  }
}
