package dev.sluice.cli.command;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.model.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice demo [DIR]`.
final class DemoCommand implements Callable<Integer> {

  /// For a step that is under way, and for removing everything.
  private static final Duration GRACE = Duration.ofSeconds(10);

  private @Nullable Path folder;

  private boolean keep;

  private final HelpFlags general = new HelpFlags();

  private final CommandContext context;

  DemoCommand(CommandContext context) {
    this.context = context;
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
    Demonstration demo =
        ServiceLoader.load(Demonstration.class)
            .findFirst()
            .orElseThrow(() ->
                new UsageException(
                    "the demo is not part of the program by itself; ./sluice demo  in a clone of it"
                        + " shows it"));
    try (Registration _ = context.cancellation().underWay(GRACE)) {
      return demo.show(context, folder, keep);
    }
  }
}
