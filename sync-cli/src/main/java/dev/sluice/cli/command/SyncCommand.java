package dev.sluice.cli.command;

import dev.sluice.cli.config.ComparisonFlags;
import dev.sluice.cli.config.ConnectionFlags;
import dev.sluice.cli.config.DeletionFlags;
import dev.sluice.cli.config.FilterFlags;
import dev.sluice.cli.config.HelpFlags;
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
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `sluice sync SRC DST`.
@Command(
    name = "sync",
    description =
        "Makes DST hold what SRC holds. Sends what is missing or differs; deletes nothing"
            + " unless told to.",
    footer = {
      "",
      "SRC and DST are folders, files, s3://bucket or s3://bucket/prefix/. A slash at the end of SRC",
      "means its content; without one its last name is appended to DST. See docs/paths.md."
    })
public final class SyncCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "SRC", description = "Where entries come from.")
  private String source = "";

  @Parameters(index = "1", paramLabel = "DST", description = "Where they go.")
  private String destination = "";

  @Option(
      names = {"-n", "--dry-run", "--dryrun"},
      description = "Say what would be done, and do nothing.")
  private boolean dryRun;

  @Option(
      names = {"-F", "--follow-symlinks"},
      description = "Send what symbolic links lead to; otherwise they are skipped and counted.")
  private boolean followSymlinks;

  @Mixin private final ComparisonFlags comparison = new ComparisonFlags();
  @Mixin private final DeletionFlags deletion = new DeletionFlags();
  @Mixin private final FilterFlags filters = new FilterFlags();
  @Mixin private final OutputFlags output = new OutputFlags();
  @Mixin private final WriteFlags writing = new WriteFlags();
  @Mixin private final TransferFlags pace = new TransferFlags();
  @Mixin private final ConnectionFlags connection = new ConnectionFlags();
  @Mixin private final SideFlags sides = new SideFlags();
  @Mixin final HelpFlags general = new HelpFlags();

  private final Surroundings surroundings;

  /// @param surroundings what the command finds around it
  public SyncCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws Exception {
    return new Runs(surroundings).run(order()).status().exitCode();
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
            tuning.transferWorkers());
    SyncPolicy policy =
        new SyncPolicy(
            comparison.comparison(), dryRun ? Mode.DRY_RUN : Mode.SYNC, deletion.deletion());
    return new Order(from, to, stores, policy, filters.filter(), tuning, output.mode());
  }
}
