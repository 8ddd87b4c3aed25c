package dev.sluice.cli;

import dev.sluice.cli.command.Commands;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Prompt;
import dev.sluice.cli.output.console.Screen;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.system.ProcessLimits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
    return run((out, err) -> Main.run(args, out, err));
  }

  /// Runs `sluice` with `args` in this environment, and nothing of this process's.
  static Result run(Map<String, String> variables, String... args) {
    return run((out, err) -> {
      Console console = new Console(out, err, Screen.NONE);
      int exitCode =
          Commands.execute(new CommandContext(console, new Cancellation(), variables::get), args);
      console.flush();
      return exitCode;
    });
  }

  /// Runs `sluice` at a terminal where somebody answers.
  static Result runAsked(Prompt prompt, String... args) {
    return runAsked(name -> name == null ? null : System.getenv(name), prompt, args);
  }

  /// The same in this environment, and nothing of this process's.
  static Result runAsked(Map<String, String> variables, Prompt prompt, String... args) {
    return runAsked(variables::get, prompt, args);
  }

  private static Result runAsked(
      UnaryOperator<@Nullable String> variables, Prompt prompt, String... args) {
    return run((out, err) -> {
      Console console = new Console(out, err, Screen.NONE);
      int exitCode =
          Commands.execute(
              new CommandContext(
                  console, new Cancellation(), variables, ProcessLimits::ofProcess, prompt),
              args);
      console.flush();
      return exitCode;
    });
  }

  private static Result run(ToIntBiFunction<PrintStream, PrintStream> program) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode;
    try (PrintStream outStream = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, false, StandardCharsets.UTF_8)) {
      exitCode = program.applyAsInt(outStream, errStream);
    }
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
