package dev.sluice.cli.command;

import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.diff.Sample;
import dev.sluice.model.Comparison;
import dev.sluice.model.UsageException;
import dev.sluice.plan.SyncPolicy.Mode;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice verify SRC DST`.
final class VerifyCommand extends RunCommand {

  private @Nullable String sample;

  VerifyCommand(CommandContext context) {
    super(context);
  }

  @Override
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("verify");
    spec.usageMessage()
        .description(
            "Compares SRC with DST, changes nothing, and lists what differs. Leaves with 0 if"
                + " they are equal and with 1 if not.")
        .footer("", "SRC and DST are as for sync, slashes included.");
    OptionGroup own =
        new OptionGroup(spec)
            .text(
                "PERCENT",
                "Compare the contents of such a share of what is of equal size, chosen at random;"
                    + " of the rest, what the listings and the hash cache say suffices.",
                value -> sample = value,
                "--sample");
    declarePlaces(
        own,
        "Compare what symbolic links lead to; otherwise they are skipped.",
        "What ought to be there.",
        "Where it ought to be.");
    return spec.addMixin("comparison", comparison.spec())
        .addMixin("cache", cache.spec())
        .addMixin("filters", filters.spec())
        .addMixin("output", output.spec())
        .addMixin("transfer", transfer.spec())
        .addMixin("connection", connection.spec())
        .addMixin("sides", sides.spec())
        .addMixin("general", general.spec());
  }

  @Override
  Comparison usualComparison() {
    return Comparison.BYTES;
  }

  @Override
  Mode mode() {
    return Mode.VERIFY;
  }

  @Override
  Sample sample() throws UsageException {
    boolean isSaid = sample != null;
    cache.refuseRecheck("--sample", isSaid);
    comparison.refuseWithoutContents("--sample", isSaid);
    return sample == null
        ? Sample.ALL
        : new Sample(FlagValues.share("--sample", sample), ThreadLocalRandom.current().nextLong());
  }
}
