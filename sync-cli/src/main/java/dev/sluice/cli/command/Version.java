package dev.sluice.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Knows the version that the build wrote down.
final class Version {

  private Version() {}

  /// What `--version` shows.
  static String line() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream("/dev/sluice/cli/version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "sluice " + properties.getProperty("version");
  }
}
