package dev.sluice.cli.command;

import dev.sluice.cli.config.ComparisonFlags;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FilterFlags;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.OutputFlags;
import dev.sluice.cli.config.S3Access;
import dev.sluice.cli.config.SideFlags;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.config.TransferFlags;
import dev.sluice.cli.config.Values;
import dev.sluice.engine.Tuning;
import dev.sluice.engine.UsageException;
import dev.sluice.model.Location;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice verify SRC DST`.
public final class VerifyCommand implements Callable<Integer> {

  private String source = "";

  private String destination = "";

  private boolean followSymlinks;

  private final ComparisonFlags comparison = new ComparisonFlags();
  private final FilterFlags filters = new FilterFlags();
  private final OutputFlags output = new OutputFlags();
  private final TransferFlags pace = new TransferFlags();
  private final ConnectionFlags connection = new ConnectionFlags();
  private final SideFlags sides = new SideFlags();
  private final HelpFlags general = new HelpFlags();

  private final Surroundings surroundings;

  /// @param surroundings what the command finds around it
  public VerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// The command line, for the parser.
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("verify");
    spec.usageMessage()
        .description(
            "Compares SRC with DST, changes nothing, and lists what differs. Leaves with 0 if"
                + " they are equal and with 1 if not.");
    spec.usageMessage().footer("", "SRC and DST are as for sync, slashes included.");
    new OptionGroup(spec)
        .flag(
            "Compare what symbolic links lead to; otherwise they are skipped.",
            value -> followSymlinks = value,
            "-F",
            "--follow-symlinks")
        .argument("SRC", "What ought to be there.", value -> source = value)
        .argument("DST", "Where it ought to be.", value -> destination = value);
    spec.addMixin("comparison", comparison.spec());
    spec.addMixin("filters", filters.spec());
    spec.addMixin("output", output.spec());
    spec.addMixin("pace", pace.spec());
    spec.addMixin("connection", connection.spec());
    spec.addMixin("sides", sides.spec());
    spec.addMixin("general", general.spec());
    return spec;
  }

  @Override
  public Integer call() throws Exception {
    Order order = order();
    List<String> keys = filters.explained(order.source(), order.destination());
    Runs runs = new Runs(surroundings);
    return keys.isEmpty() ? runs.run(order).status().exitCode() : runs.explain(order, keys);
  }

  private Order order() throws UsageException {
    Location from = Values.location(source);
    Location to = Values.location(destination);
    Tuning tuning = pace.tuning();
    S3Access common = connection.access();
    Stores.Settings stores =
        new Stores.Settings(
            sides.source(common),
            sides.destination(common),
            followSymlinks,
            null,
            null,
            tuning.transferWorkers(),
            tuning.temporaryFolder());
    return new Order(
        from,
        to,
        stores,
        new SyncPolicy(comparison.comparison(), Mode.VERIFY, Deletion.OFF),
        filters.filter(from, to),
        tuning,
        pace.grace(),
        output.mode());
  }
}
