package dev.sluice.cli;

import dev.sluice.cli.command.Commands;
import dev.sluice.cli.command.Surroundings;
import dev.sluice.cli.command.Version;
import dev.sluice.cli.output.Console;
import dev.sluice.cli.output.Screen;
import dev.sluice.cli.output.Terminal;
import dev.sluice.flow.Cancellation;
import dev.sluice.flow.Time;
import dev.sluice.report.RunStatus;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The program.
public final class Main {

  private static final int BUFFER_BYTES = 1 << 16;

  private Main() {}

  /// Runs and leaves with the exit code.
  public static void main(String[] args) {
    PrintStream out = stream(FileDescriptor.out);
    if (Version.isAskedFor(args)) {
      out.println(Version.line());
      out.flush();
      return;
    }
    PrintStream err = stream(FileDescriptor.err);
    Cancellation cancellation = new Cancellation();
    Console console = new Console(out, err, Terminal.ofProcess());
    Ending ending =
        new Ending(
            cancellation,
            console,
            Time.SYSTEM,
            () -> Runtime.getRuntime().halt(RunStatus.INTERRUPTED.exitCode()));
    Signals.install(ending::requested);
    int exitCode = run(args, console, cancellation);
    // Not by returning: threads that hang in a file system's call must not keep the program.
    System.exit(exitCode);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
        false,
        StandardCharsets.UTF_8);
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
      return Commands.execute(new Surroundings(console, cancellation), args);
    } finally {
      console.flush();
    }
  }
}
