package dev.sluice.cli.command;

import dev.sluice.cli.output.Console;
import dev.sluice.cli.output.Escapes;
import dev.sluice.report.RunStatus;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// All commands, put together.
public final class Commands {

  private static final int HELP_COLUMNS = 100;

  private Commands() {}

  /// Carries out one command line, to its exit code. Whatever goes wrong ends as one line.
  public static int execute(Surroundings surroundings, String... args) {
    Console console = surroundings.console();
    boolean debug = Failure.isDebug(args);
    try {
      return tree(surroundings)
          .setParameterExceptionHandler((e, _) -> misused(e, debug, console))
          .setExecutionExceptionHandler((e, _, _) -> failed(e, debug, console))
          .execute(args);
    } catch (Throwable t) { // the last of all: an Error, or a defect of the parser
      return failed(t, debug, console);
    }
  }

  /// The program's command line.
  public static CommandLine tree(Surroundings surroundings) {
    CommandLine root =
        new CommandLine(new SluiceCommand())
            .addSubcommand(new SyncCommand(surroundings))
            .addSubcommand(new VerifyCommand(surroundings))
            .addSubcommand(new LsCommand(surroundings))
            .addSubcommand(new DuCommand(surroundings))
            .addSubcommand(new MbCommand(surroundings))
            .addSubcommand(new DemoCommand(surroundings))
            .addSubcommand(new CompletionCommand(surroundings));
    GroupedHelp.install(root);
    return root.setExpandAtFiles(false) // a file may be called @name
        .setOverwrittenOptionsAllowed(true) // s3cmd's users repeat flags
        .setUsageHelpWidth(HELP_COLUMNS)
        .setOut(surroundings.console().outWriter())
        .setErr(surroundings.console().errWriter());
  }

  private static int misused(ParameterException e, boolean debug, Console console) {
    if (debug) {
      console.stackTrace(e);
    }
    console.error("sluice: " + Escapes.line(String.valueOf(e.getMessage())));
    console.error(
        "Try  "
            + e.getCommandLine().getCommandSpec().qualifiedName()
            + " --help  for the options.");
    return RunStatus.USAGE.exitCode();
  }

  private static int failed(Throwable t, boolean debug, Console console) {
    Failure failure = Failure.of(t, debug);
    if (debug) {
      console.stackTrace(t);
    }
    console.error("sluice: " + Escapes.line(failure.line()));
    return failure.status().exitCode();
  }
}
