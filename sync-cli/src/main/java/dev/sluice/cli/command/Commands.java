package dev.sluice.cli.command;

import dev.sluice.cli.command.help.ForeignCommands;
import dev.sluice.cli.command.help.GroupedHelp;
import dev.sluice.cli.command.help.Misuse;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.report.RunStatus;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// All commands, put together.
public final class Commands {

  /// The parser lays help out in no less than this.
  private static final int LEAST_HELP_COLUMNS = 60;

  private static final int MOST_HELP_COLUMNS = 120;

  /// In the order in which the help lists them.
  private static final List<String> NAMES =
      List.of("sync", "verify", "ls", "du", "mb", "clean", "demo", "completion");

  private Commands() {}

  /// Carries out one command line, to its exit code. Whatever goes wrong ends as one line.
  public static int execute(Surroundings surroundings, String... args) {
    Console console = surroundings.console();
    boolean debug = Failure.isDebug(args);
    try {
      if (Version.isAskedFor(args)) {
        console.print(Version.line());
        return RunStatus.OK.exitCode();
      }
      String[] line = ForeignCommands.inOurWords(args);
      return asked(surroundings, line)
          .setParameterExceptionHandler((e, _) -> misused(e, console))
          .setExecutionExceptionHandler((e, _, _) -> failed(e, debug, console))
          .execute(line);
    } catch (Throwable t) { // the last of all: an Error, or a defect of the parser
      return failed(t, debug, console);
    }
  }

  /// The program's command line.
  public static CommandLine tree(Surroundings surroundings) {
    CommandLine root = new CommandLine(new SluiceCommand().spec());
    NAMES.forEach(name -> root.addSubcommand(name, command(name, surroundings)));
    return prepared(root, surroundings);
  }

  /// As much of the command line as `args` need: what the others can do need not be known.
  private static CommandLine asked(Surroundings surroundings, String... args) {
    if (args.length == 0 || !NAMES.contains(args[0])) {
      return tree(surroundings);
    }
    CommandLine root = new CommandLine(CommandSpec.create().name(SluiceCommand.NAME));
    root.addSubcommand(args[0], command(args[0], surroundings));
    return prepared(root, surroundings);
  }

  private static CommandSpec command(String name, Surroundings surroundings) {
    return switch (name) {
      case "sync" -> new SyncCommand(surroundings).spec();
      case "verify" -> new VerifyCommand(surroundings).spec();
      case "ls" -> new LsCommand(surroundings).spec();
      case "du" -> new DuCommand(surroundings).spec();
      case "mb" -> new MbCommand(surroundings).spec();
      case "clean" -> new CleanCommand(surroundings).spec();
      case "demo" -> new DemoCommand(surroundings).spec();
      case "completion" -> new CompletionCommand(surroundings).spec();
      default -> throw new IllegalArgumentException("there is no command " + name);
    };
  }

  private static CommandLine prepared(CommandLine root, Surroundings surroundings) {
    GroupedHelp.install(root);
    return root.setExpandAtFiles(false) // a file may be called @name
        .setOverwrittenOptionsAllowed(true) // s3cmd's users repeat flags
        .setUsageHelpWidth(helpColumns(surroundings.console()))
        .setOut(surroundings.console().outWriter())
        .setErr(surroundings.console().errWriter());
  }

  private static int helpColumns(Console console) {
    int columns = console.screen().size().columns();
    return Math.max(LEAST_HELP_COLUMNS, Math.min(columns, MOST_HELP_COLUMNS));
  }

  /// Without a stack trace, even for `--debug`: the parser's message in it shows every value.
  private static int misused(ParameterException e, Console console) {
    console.error("sluice: " + Escapes.line(Misuse.line(e)));
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
