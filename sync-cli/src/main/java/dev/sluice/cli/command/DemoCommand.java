package dev.sluice.cli.command;

import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.output.console.Console;
import dev.sluice.engine.UsageException;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.report.RunStatus;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice demo [DIR]`.
public final class DemoCommand implements Callable<Integer> {

  /// For a step that is under way, and for removing everything.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private @Nullable Path folder;

  private boolean keep;

  private final HelpFlags general = new HelpFlags();

  private final Surroundings surroundings;

  /// @param surroundings what the command finds around it
  public DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// The command line, for the parser.
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("demo");
    spec.usageMessage()
        .description(
            "Shows sluice at work against an S3 server of its own on this machine: syncs a"
                + " folder up, changes it, syncs again, copies bucket to bucket, brings it back and"
                + " compares. Removes everything at the end.");
    new OptionGroup(spec)
        .flag(
            "Keep the server and the files until interrupted, to try commands by hand.",
            value -> keep = value,
            "--keep")
        .optionalArgument(
            "DIR",
            "A folder to show it with; it is copied, never changed. Without one, some"
                + " hundred small files are made.",
            value -> folder = Path.of(value));
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new UsageException(folder + " is not a folder");
    }
    try (Registration _ = surroundings.cancellation().underWay(GRACE)) {
      return showInWorkshop();
    }
  }

  private int showInWorkshop() throws Exception {
    Path workshop = Files.createTempDirectory("sluice-demo");
    try (S3Server server =
        S3Server.builder()
            .credentials(DemoCredentials.ACCESS_KEY, DemoCredentials.SECRET_KEY)
            .storage(Storage.inFolder(workshop.resolve("server")))
            .start()) {
      return DemoCredentials.during(() -> show(server, workshop));
    } finally {
      Trees.delete(workshop);
    }
  }

  private int show(S3Server server, Path workshop) throws IOException, InterruptedException {
    Console console = surroundings.console();
    console.print("An S3 server of the demo's own listens at " + server.endpoint() + ".");
    DemoScript script =
        new DemoScript(
            surroundings.with(DemoCredentials.variables(workshop)), server.endpoint(), workshop);
    int exitCode = script.run(folder);
    console.print("");
    if (exitCode == 0) {
      console.print("Every step did what it should.");
    } else if (exitCode != RunStatus.INTERRUPTED.exitCode()) {
      console.print("The last step did not do what it should.");
    }
    if (keep && surroundings.cancellation().isRunning()) {
      stay(script, console);
    }
    return exitCode;
  }

  private void stay(DemoScript script, Console console) throws InterruptedException {
    console.print("");
    console.print("The server and the files stay until you interrupt (Ctrl-C). In another shell:");
    script.repeatable().forEach(line -> console.print("  " + line));
    console.flush();
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Registration _ = surroundings.cancellation().onDrain(interrupted::countDown)) {
      interrupted.await();
    }
  }
}
