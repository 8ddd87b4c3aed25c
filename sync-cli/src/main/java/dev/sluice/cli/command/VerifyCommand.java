package dev.sluice.cli.command;

import dev.sluice.cli.config.OptionGroup;
import dev.sluice.plan.SyncPolicy.Mode;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice verify SRC DST`.
final class VerifyCommand extends RunCommand {

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
    declarePlaces(
        new OptionGroup(spec),
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
  Mode mode() {
    return Mode.VERIFY;
  }
}
