package dev.sluice.cli;

import dev.sluice.cli.command.Commands;
import dev.sluice.cli.command.Version;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Screen;
import dev.sluice.cli.output.console.StandardStream;
import dev.sluice.cli.output.console.Terminal;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.report.RunStatus;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The program.
public final class Main {

  private static final int BUFFER_BYTES = 1 << 16;

  private Main() {}

  /// Runs and leaves with the exit code.
  public static void main(String[] args) {
    StandardStream output = StandardStream.ofOutput();
    if (Version.isAskedFor(args)) {
      PrintStream out = stream(output);
      out.println(Version.line());
      out.flush();
      if (output.failure().isEmpty()) {
        return;
      }
    }
    // Not by returning: threads that hang in a file system's call must not keep the program.
    System.exit(process(args, output));
  }

  /// Runs with the signals, the outputs and the terminal of this process.
  ///
  /// @param output of standard output
  /// @return the exit code
  static int process(String[] args, StandardStream output) {
    StandardStream errors = StandardStream.ofErrors();
    Cancellation cancellation = new Cancellation();
    Console console = new Console(stream(output), stream(errors), Terminal.ofProcess());
    TimedShutdown shutdown =
        new TimedShutdown(
            cancellation,
            console,
            Time.SYSTEM,
            () -> Runtime.getRuntime().halt(RunStatus.INTERRUPTED.exitCode()));
    Signals.install(shutdown::requested);
    return withOutput(run(args, console, cancellation), output, errors, console);
  }

  private static PrintStream stream(StandardStream output) {
    return new PrintStream(
        new BufferedOutputStream(output, BUFFER_BYTES), false, StandardCharsets.UTF_8);
  }

  /// The exit code where not all could be told: what was asked for was done, and not shown.
  private static int withOutput(
      int exitCode, StandardStream out, StandardStream err, Console console) {
    out.failure().ifPresent(line -> console.error("sluice: " + line));
    boolean told = out.failure().isEmpty() && err.failure().isEmpty();
    boolean good =
        exitCode == RunStatus.OK.exitCode() || exitCode == RunStatus.DIFFERENT.exitCode();
    return told || !good ? exitCode : RunStatus.PARTIAL.exitCode();
  }

  /// Runs within this process, for tests and for other programs; never leaves it.
  ///
  /// @param args the command line, without the program's name
  /// @return the exit code
  public static int run(String[] args, PrintStream out, PrintStream err) {
    return run(args, new Console(out, err, Screen.NONE), new Cancellation());
  }

  static int run(String[] args, Console console, Cancellation cancellation) {
    try {
      return Commands.execute(new CommandContext(console, cancellation), args);
    } finally {
      console.flush();
    }
  }
}
