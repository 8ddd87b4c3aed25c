package dev.sluice.cli.command;

import dev.sluice.cli.config.ComparisonFlags;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.FilterFlags;
import dev.sluice.cli.config.HelpFlags;
import dev.sluice.cli.config.OutputFlags;
import dev.sluice.cli.config.S3Access;
import dev.sluice.cli.config.SideFlags;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.config.TransferFlags;
import dev.sluice.cli.config.Values;
import dev.sluice.engine.Tuning;
import dev.sluice.engine.UsageException;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.plan.SyncPolicy.Deletion;
import dev.sluice.plan.SyncPolicy.Mode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sluice verify SRC DST`.
@Command(
    name = "verify",
    description =
        "Compares SRC with DST, changes nothing, and lists what differs. Leaves with 0 if"
            + " they are equal and with 1 if not.",
    footer = {"", "SRC and DST are as for sync, slashes included."})
public final class VerifyCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "SRC", description = "What ought to be there.")
  private String source = "";

  @Parameters(index = "1", paramLabel = "DST", description = "Where it ought to be.")
  private String destination = "";

  @Option(
      names = {"-F", "--follow-symlinks"},
      description = "Compare what symbolic links lead to; otherwise they are skipped.")
  private boolean followSymlinks;

  @Mixin private final ComparisonFlags comparison = new ComparisonFlags();
  @Mixin private final FilterFlags filters = new FilterFlags();
  @Mixin private final OutputFlags output = new OutputFlags();
  @Mixin private final TransferFlags pace = new TransferFlags();
  @Mixin private final ConnectionFlags connection = new ConnectionFlags();
  @Mixin private final SideFlags sides = new SideFlags();
  @Mixin final HelpFlags general = new HelpFlags();

  private final Surroundings surroundings;

  /// @param surroundings what the command finds around it
  public VerifyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    return new Runs(surroundings).run(order()).status().exitCode();
  }

  private Order order() throws UsageException {
    Tuning tuning = pace.tuning();
    S3Access common = connection.access();
    Stores.Settings stores =
        new Stores.Settings(
            sides.source(common),
            sides.destination(common),
            followSymlinks,
            null,
            null,
            tuning.transferWorkers());
    return new Order(
        Values.location(source),
        Values.location(destination),
        stores,
        new SyncPolicy(comparison.comparison(), Mode.VERIFY, Deletion.OFF),
        filters.filter(),
        tuning,
        output.mode());
  }
}
