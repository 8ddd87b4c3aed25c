package dev.sluice.demo;

import static java.util.stream.Collectors.joining;

import dev.sluice.cli.command.Commands;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.report.RunStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The steps of the demo: each is a command line of this program, printed and then carried out just
/// as if it had been typed.
final class DemoScript {

  private static final String BUCKET = "s3://demo";
  private static final Pattern PLAIN = Pattern.compile("[\\w./:=@%+-]+");
  private static final String COPY = "s3://demo-copy";

  private final CommandContext context;
  private final Console console;
  private final URI endpoint;
  private final Path files;
  private final Path back;
  private final List<String> commands = new ArrayList<>();

  DemoScript(CommandContext context, URI endpoint, Path workshop) {
    this.context = context;
    this.console = context.console();
    this.endpoint = endpoint;
    this.files = workshop.resolve("files");
    this.back = workshop.resolve("back");
  }

  /// Goes through all steps, up to the first that does not do what it should.
  ///
  /// @param folder the user's folder; null for files of the demo's own
  /// @return 0, or an exit code for the step that failed
  int run(@Nullable Path folder) throws IOException {
    int exitCode = prepare(folder);
    if (exitCode == 0) {
      exitCode = upload();
    }
    if (exitCode == 0) {
      note(new DemoTree(files).change());
      exitCode = uploadAgain();
    }
    return exitCode == 0 ? copyAndBringBack() : exitCode;
  }

  private int prepare(@Nullable Path folder) throws IOException {
    if (folder != null) {
      note("Your folder is copied first, so that it stays as it is.");
      return step(RunStatus.OK, "sync", folder + "/", files + "/");
    }
    note(new DemoTree(files).make());
    return 0;
  }

  private int upload() {
    return all(
        List.of(
            () -> step(RunStatus.OK, "mb", BUCKET),
            () -> step(RunStatus.OK, "sync", files + "/", BUCKET + "/files/"),
            () -> step(RunStatus.OK, "verify", files + "/", BUCKET + "/files/")));
  }

  private int uploadAgain() {
    return all(
        List.of(
            () -> step(RunStatus.DIFFERENT, "verify", files + "/", BUCKET + "/files/"),
            () ->
                step(
                    RunStatus.OK,
                    "sync",
                    files + "/",
                    BUCKET + "/files/",
                    "--delete-removed",
                    "--verbose"),
            () -> step(RunStatus.OK, "du", BUCKET)));
  }

  private int copyAndBringBack() {
    return all(
        List.of(
            () -> step(RunStatus.OK, "mb", COPY),
            () -> step(RunStatus.OK, "sync", BUCKET, COPY),
            () -> step(RunStatus.OK, "sync", COPY + "/files/", back + "/"),
            () -> step(RunStatus.OK, "verify", files + "/", back + "/")));
  }

  /// A step that gives an exit code.
  @FunctionalInterface
  private interface Step {
    int run();
  }

  private static int all(List<Step> steps) {
    for (Step step : steps) {
      int exitCode = step.run();
      if (exitCode != 0) {
        return exitCode;
      }
    }
    return 0;
  }

  private void note(String text) {
    console.print("");
    console.print("# " + text);
  }

  /// Carries out one command line.
  ///
  /// @return 0 if it left as expected, else the code with which the demo is to leave
  private int step(RunStatus expected, String... args) {
    String line = "sluice " + Stream.of(args).map(DemoScript::forShell).collect(joining(" "));
    commands.add(line);
    console.print("");
    console.print("$ " + Escapes.line(line));
    console.flush();
    int exitCode = Commands.execute(context, withEndpoint(args));
    if (exitCode == expected.exitCode()) {
      return 0;
    }
    console.print("left with " + exitCode + ", and " + expected.exitCode() + " was expected");
    return exitCode == 0 ? RunStatus.PARTIAL.exitCode() : exitCode;
  }

  /// An argument as a shell reads it.
  private static String forShell(String argument) {
    return PLAIN.matcher(argument).matches()
        ? argument
        : "'" + argument.replace("'", "'\\''") + "'";
  }

  private String[] withEndpoint(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--endpoint-url");
    all.add(endpoint.toString());
    return all.toArray(String[]::new);
  }

  /// The commands so far, as another shell can repeat them while the server is up.
  List<String> repeatable() {
    List<String> lines = new ArrayList<>();
    lines.add("export AWS_ACCESS_KEY_ID=" + DemoCredentials.ACCESS_KEY);
    lines.add("export AWS_SECRET_ACCESS_KEY=" + DemoCredentials.SECRET_KEY);
    lines.add("export AWS_ENDPOINT_URL=" + endpoint);
    commands.stream().filter(line -> !line.startsWith("sluice mb")).forEach(lines::add);
    return lines;
  }
}
