package dev.sluice.demo;

import dev.sluice.cli.command.Demonstration;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.output.console.Console;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.report.RunStatus;
import dev.sluice.s3server.S3Server;
import dev.sluice.s3server.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// The demo: an S3 server on this machine, and the program at work against it. Found by the program
/// as a service.
public final class Demo implements Demonstration {

  @Override
  public int show(CommandContext context, @Nullable Path folder, boolean keep)
      throws IOException, InterruptedException {
    Path workshop = Files.createTempDirectory("sluice-demo");
    try (S3Server server =
        S3Server.builder()
            .credentials(DemoCredentials.ACCESS_KEY, DemoCredentials.SECRET_KEY)
            .storage(Storage.inFolder(workshop.resolve("server")))
            .start()) {
      DemoScript script =
          new DemoScript(
              context.with(DemoCredentials.variables(workshop)), server.endpoint(), workshop);
      context
          .console()
          .print("An S3 server of the demo's own listens at " + server.endpoint() + ".");
      return DemoCredentials.during(() -> {
        int exitCode = show(script, context.console(), folder);
        if (keep && context.cancellation().isRunning()) {
          stay(script, context);
        }
        return exitCode;
      });
    } finally {
      Trees.delete(workshop);
    }
  }

  private static int show(DemoScript script, Console console, @Nullable Path folder)
      throws IOException {
    int exitCode = script.run(folder);
    console.print("");
    if (exitCode == 0) {
      console.print("Every step did what it should.");
    } else if (exitCode != RunStatus.INTERRUPTED.exitCode()) {
      console.print("The last step did not do what it should.");
    }
    return exitCode;
  }

  private static void stay(DemoScript script, CommandContext context) throws InterruptedException {
    Console console = context.console();
    console.print("");
    console.print("The server and the files stay until you interrupt (Ctrl-C). In another shell:");
    script.repeatable().forEach(line -> console.print("  " + line));
    console.flush();
    CountDownLatch interrupted = new CountDownLatch(1);
    try (Registration _ = context.cancellation().onDrain(interrupted::countDown)) {
      interrupted.await();
    }
  }
}
