package dev.sluice.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs the program within the test's own process.
public final class Program {

  private Program() {}

  /// What a run left behind.
  ///
  /// @param exitCode with which it would have left
  /// @param out what it wrote to standard output
  /// @param err what it wrote to standard error
  public record Result(int exitCode, String out, String err) {

    /// The lines of standard output.
    public List<String> outLines() {
      return out.lines().toList();
    }

    /// The lines of standard error.
    public List<String> errLines() {
      return err.lines().toList();
    }
  }

  /// Runs `sluice` with `args`.
  public static Result run(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode;
    try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      exitCode = Main.run(args, outStream, errStream);
    }
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
