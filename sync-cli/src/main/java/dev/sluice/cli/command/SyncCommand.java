package dev.sluice.cli.command;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.model.Comparison;
import dev.sluice.plan.SyncPolicy.Mode;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice sync SRC DST`.
final class SyncCommand extends RunCommand {

  private boolean dryRun;

  SyncCommand(CommandContext context) {
    super(context);
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("sync");
    spec.usageMessage()
        .description(
            "Makes DST hold what SRC holds. Sends what is missing or differs; deletes nothing"
                + " unless told to.")
        .footer(
            "",
            "SRC and DST are folders, files, s3://bucket or s3://bucket/prefix/. A slash at the end of SRC",
            "means its content; without one its last name is appended to DST. See docs/paths.md.");
    OptionGroup own =
        new OptionGroup(spec)
            .flag(
                "Say what would be done, and do nothing.",
                value -> dryRun = value,
                "-n",
                "--dry-run",
                "--dryrun");
    declarePlaces(
        own,
        "Send what symbolic links lead to; otherwise they are skipped and counted.",
        "Where entries come from.",
        "Where they go.");
    return spec.addMixin("comparison", comparison.withRemoteCopy())
        .addMixin("deletion", deletion.spec())
        .addMixin("cache", cache.spec())
        .addMixin("filters", filters.spec())
        .addMixin("output", output.spec())
        .addMixin("writing", writing.spec())
        .addMixin("transfer", transfer.spec())
        .addMixin("connection", connection.spec())
        .addMixin("sides", sides.spec())
        .addMixin("general", general.spec());
  }

  @Override
  Comparison usualComparison() {
    return Comparison.MD5;
  }

  @Override
  Mode mode() {
    return dryRun ? Mode.DRY_RUN : Mode.SYNC;
  }
}
