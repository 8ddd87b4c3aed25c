package dev.sluice.cli.command;

import dev.sluice.cli.config.ComparisonFlags;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.DeletionFlags;
import dev.sluice.cli.config.FilterFlags;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OptionGroup;
import dev.sluice.cli.config.OutputFlags;
import dev.sluice.cli.config.S3Access;
import dev.sluice.cli.config.SideFlags;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.config.TransferFlags;
import dev.sluice.cli.config.Values;
import dev.sluice.cli.config.WriteFlags;
import dev.sluice.engine.Tuning;
import dev.sluice.engine.UsageException;
import dev.sluice.model.Location;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Mode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `sluice sync SRC DST`.
public final class SyncCommand implements Callable<Integer> {

  private String source = "";

  private String destination = "";

  private boolean dryRun;

  private boolean followSymlinks;

  private final ComparisonFlags comparison = new ComparisonFlags();
  private final DeletionFlags deletion = new DeletionFlags();
  private final FilterFlags filters = new FilterFlags();
  private final OutputFlags output = new OutputFlags();
  private final WriteFlags writing = new WriteFlags();
  private final TransferFlags pace = new TransferFlags();
  private final ConnectionFlags connection = new ConnectionFlags();
  private final SideFlags sides = new SideFlags();
  private final HelpFlags general = new HelpFlags();

  private final Surroundings surroundings;

  /// @param surroundings what the command finds around it
  public SyncCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// The command line, for the parser.
  CommandSpec spec() {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(this).name("sync");
    spec.usageMessage()
        .description(
            "Makes DST hold what SRC holds. Sends what is missing or differs; deletes nothing"
                + " unless told to.");
    spec.usageMessage()
        .footer(
            "",
            "SRC and DST are folders, files, s3://bucket or s3://bucket/prefix/. A slash at the end of SRC",
            "means its content; without one its last name is appended to DST. See docs/paths.md.");
    new OptionGroup(spec)
        .flag(
            "Say what would be done, and do nothing.",
            value -> dryRun = value,
            "-n",
            "--dry-run",
            "--dryrun")
        .flag(
            "Send what symbolic links lead to; otherwise they are skipped and counted.",
            value -> followSymlinks = value,
            "-F",
            "--follow-symlinks")
        .argument("SRC", "Where entries come from.", value -> source = value)
        .argument("DST", "Where they go.", value -> destination = value);
    spec.addMixin("comparison", comparison.spec());
    spec.addMixin("deletion", deletion.spec());
    spec.addMixin("filters", filters.spec());
    spec.addMixin("output", output.spec());
    spec.addMixin("writing", writing.spec());
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
    writing.check(to);
    Tuning tuning = pace.tuning();
    S3Access common = connection.access();
    Stores.Settings stores =
        new Stores.Settings(
            sides.source(common),
            sides.destination(common),
            followSymlinks,
            writing.storageClass(),
            writing.acl(),
            tuning.transferWorkers(),
            tuning.temporaryFolder());
    SyncPolicy policy =
        new SyncPolicy(
            comparison.comparison(), dryRun ? Mode.DRY_RUN : Mode.SYNC, deletion.deletion());
    return new Order(
        from, to, stores, policy, filters.filter(from, to), tuning, pace.grace(), output.mode());
  }
}
