package dev.sluice.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The demo server's credentials, put where the SDK looks first, for as long as the demo runs: the
/// user's own must not be sent there.
final class DemoCredentials {

  static final String ACCESS_KEY = "demo";
  static final String SECRET_KEY = "demo-secret";

  private static final String ACCESS_PROPERTY = "aws.accessKeyId";
  private static final String SECRET_PROPERTY = "aws.secretAccessKey";

  /// What runs meanwhile.
  @FunctionalInterface
  interface Body {
    int run() throws IOException, InterruptedException;
  }

  private DemoCredentials() {}

  /// The environment of the demo: nothing of the user's configuration is read in it, since nothing
  /// of it concerns the demo's server.
  ///
  /// @param home a folder without AWS files
  static UnaryOperator<@Nullable String> variables(Path home) {
    return name -> "HOME".equals(name) ? home.toString() : null;
  }

  static int during(Body body) throws IOException, InterruptedException {
    String access = System.setProperty(ACCESS_PROPERTY, ACCESS_KEY);
    String secret = System.setProperty(SECRET_PROPERTY, SECRET_KEY);
    try {
      return body.run();
    } finally {
      restore(ACCESS_PROPERTY, access);
      restore(SECRET_PROPERTY, secret);
    }
  }

  private static void restore(String property, @Nullable String value) {
    if (value == null) {
      System.clearProperty(property);
    } else {
      System.setProperty(property, value);
    }
  }
}
