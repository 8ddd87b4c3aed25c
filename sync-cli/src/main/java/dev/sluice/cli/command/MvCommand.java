package dev.sluice.cli.command;

import dev.sluice.care.move.MoveReport;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.model.Comparison;
import dev.sluice.model.UsageException;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunStatus;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice mv SRC DST`.
final class MvCommand extends RunCommand {

  private boolean dryRun;
  private @Nullable String list;

  MvCommand(CommandContext context) {
    super(context);
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("mv");
    spec.usageMessage()
        .description(
            "Moves what SRC holds to DST: sends what is missing or differs, and then removes from"
                + " SRC what DST is proven to have.")
        .footer(
            "",
            "SRC and DST are as for sync, slashes included. An entry is removed only if it still is what was",
            "copied, and its content is proven by a checksum or by reading; whatever has changed, failed, or is",
            "left out by filters stays. The same command again goes on. See docs/moving.md.");
    OptionGroup own =
        new OptionGroup(spec)
            .flag(
                "Say what would be sent and removed, and do nothing.",
                value -> dryRun = value,
                "-n",
                "--dry-run",
                "--dryrun")
            .text(
                "FILE",
                "Write down each object that is removed, and what it was, as JSON lines.",
                value -> list = value,
                "--list");
    declarePlaces(own, "What is moved.", "Where it goes.");
    return spec.addMixin("cache", cache.spec())
        .addMixin("filters", filters.spec())
        .addMixin("output", output.spec())
        .addMixin("writing", writing.spec())
        .addMixin("transfer", transfer.spec())
        .addMixin("connection", connection.spec())
        .addMixin("sides", sides.spec())
        .addMixin("general", general.spec());
  }

  /// Contents, for which both sides are read where nothing else tells: sizes and times prove
  /// nothing.
  @Override
  Comparison usualComparison() {
    return Comparison.BYTES;
  }

  @Override
  Mode mode() {
    return dryRun ? Mode.DRY_RUN : Mode.SYNC;
  }

  @Override
  RunStatus carryOut(ReportedRun run, RunOptions options)
      throws UsageException, StoreException, InterruptedException {
    if (list == null || dryRun) {
      return run.move(options, null).status();
    }
    try (MoveNotes notes = MoveNotes.open(list, options.source())) {
      MoveReport report = run.move(options, notes);
      notes.list().requireSound();
      return report.status();
    }
  }
}
