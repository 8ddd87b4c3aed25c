package dev.sluice.cli.command;

import dev.sluice.cli.command.bucket.CleanCommand;
import dev.sluice.cli.command.bucket.DuCommand;
import dev.sluice.cli.command.bucket.LsCommand;
import dev.sluice.cli.command.bucket.MbCommand;
import dev.sluice.cli.command.bucket.PresignCommand;
import dev.sluice.cli.command.bucket.StatCommand;
import dev.sluice.cli.command.care.AclCommand;
import dev.sluice.cli.command.care.RbCommand;
import dev.sluice.cli.command.care.RenameCommand;
import dev.sluice.cli.command.care.RmCommand;
import dev.sluice.cli.command.care.SetAclCommand;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.ErrorReport;
import dev.sluice.cli.command.doctor.ConfigureCommand;
import dev.sluice.cli.command.doctor.DoctorCommand;
import dev.sluice.cli.command.help.ForeignCommands;
import dev.sluice.cli.command.help.GroupedHelp;
import dev.sluice.cli.command.help.Misuse;
import dev.sluice.cli.command.setup.BucketCommand;
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
      List.of(
          "sync",
          "verify",
          "mv",
          "ls",
          "du",
          "stat",
          "mb",
          "bucket",
          "rm",
          "rb",
          "rename",
          "presign",
          "signurl",
          "setacl",
          "acl",
          "clean",
          "cache",
          "configure",
          "doctor",
          "demo",
          "completion");

  private Commands() {}

  /// Carries out one command line, to its exit code. Whatever goes wrong ends as one line.
  public static int execute(CommandContext context, String... args) {
    Console console = context.console();
    boolean debug = ErrorReport.isDebug(args);
    try {
      if (Version.isAskedFor(args)) {
        console.print(Version.line());
        return RunStatus.OK.exitCode();
      }
      String[] line = ForeignCommands.inOurWords(args);
      return asked(context, line)
          .setParameterExceptionHandler((e, _) -> misused(e, console))
          .setExecutionExceptionHandler((e, _, _) -> failed(e, debug, console))
          .execute(line);
    } catch (Throwable t) { // the last of all: an Error, or a defect of the parser
      return failed(t, debug, console);
    }
  }

  /// The program's command line.
  public static CommandLine tree(CommandContext context) {
    CommandLine root = new CommandLine(new SluiceCommand().spec());
    NAMES.forEach(name -> root.addSubcommand(name, command(name, context)));
    return prepared(root, context);
  }

  /// As much of the command line as `args` need: what the others can do need not be known.
  private static CommandLine asked(CommandContext context, String... args) {
    if (args.length == 0 || !NAMES.contains(args[0])) {
      return tree(context);
    }
    CommandLine root = new CommandLine(CommandSpec.create().name(SluiceCommand.NAME));
    root.addSubcommand(args[0], command(args[0], context));
    return prepared(root, context);
  }

  private static CommandSpec command(String name, CommandContext context) {
    return switch (name) {
      case "sync" -> new SyncCommand(context).spec();
      case "verify" -> new VerifyCommand(context).spec();
      case "mv" -> new MvCommand(context).spec();
      case "ls" -> new LsCommand(context).spec();
      case "du" -> new DuCommand(context).spec();
      case "stat" -> new StatCommand(context).spec();
      case "mb" -> new MbCommand(context).spec();
      case "bucket" -> new BucketCommand(context).spec();
      case "presign", "signurl" -> new PresignCommand(context).spec(name);
      case "rm" -> new RmCommand(context).spec();
      case "rb" -> new RbCommand(context).spec();
      case "rename" -> new RenameCommand(context).spec();
      case "setacl" -> new SetAclCommand(context).spec();
      case "acl" -> new AclCommand(context).spec();
      case "clean" -> new CleanCommand(context).spec();
      case "cache" -> new CacheCommand(context).spec();
      case "configure" -> new ConfigureCommand(context).spec();
      case "doctor" -> new DoctorCommand(context).spec();
      case "demo" -> new DemoCommand(context).spec();
      case "completion" -> new CompletionCommand(context).spec();
      default -> throw new IllegalArgumentException("there is no command " + name);
    };
  }

  private static CommandLine prepared(CommandLine root, CommandContext context) {
    GroupedHelp.install(root);
    return root.setExpandAtFiles(false) // a file may be called @name
        .setOverwrittenOptionsAllowed(true) // s3cmd's users repeat flags
        .setUsageHelpWidth(helpColumns(context.console()))
        .setOut(context.console().outWriter())
        .setErr(context.console().errWriter());
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
    ErrorReport error = ErrorReport.of(t, debug);
    if (debug) {
      console.stackTrace(t);
    }
    console.error("sluice: " + Escapes.line(error.line()));
    return error.status().exitCode();
  }
}
