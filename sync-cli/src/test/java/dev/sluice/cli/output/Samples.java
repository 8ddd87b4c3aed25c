package dev.sluice.cli.output;

import dev.sluice.flow.Unanswered;
import dev.sluice.flow.UnansweredWatch;
import dev.sluice.model.Key;
import dev.sluice.report.Progress;
import dev.sluice.report.RunObserver.Phase;
import dev.sluice.store.StoreActivity;
import dev.sluice.transfer.InFlight.Slowest;
import java.time.Duration;
import java.util.Optional;

/// Figures of runs that never were.
public final class Samples {

  private Samples() {}

  /// So far into a run of 2,000 files of 1 MiB.
  public static Progress at(Duration elapsed, long transferred, boolean listed) {
    return at(elapsed, transferred, listed, Optional.empty());
  }

  public static Progress at(
      Duration elapsed, long transferred, boolean listed, Optional<Slowest> slowest) {
    return new Progress(
        listed ? Phase.TRANSFERRING : Phase.LISTING,
        elapsed,
        120_000,
        118_000,
        118_000,
        Progress.Comparisons.NONE,
        2000,
        2000L << 20,
        transferred,
        transferred,
        0,
        0,
        transferred << 20,
        listed,
        new StoreActivity(4000, 3, 12, 8),
        64,
        slowest,
        UnansweredWatch.Now.NOTHING);
  }

  /// So far into comparing 3,002 files by content, of which five have been found to differ.
  public static Progress comparing(
      Duration elapsed, long compared, long bytesRead, boolean listed) {
    return new Progress(
        listed ? Phase.TRANSFERRING : Phase.LISTING,
        elapsed,
        3002,
        3002,
        3002,
        new Progress.Comparisons(3002, compared, bytesRead),
        5,
        5L << 20,
        5,
        5,
        0,
        0,
        5L << 20,
        listed,
        StoreActivity.NONE,
        64,
        Optional.empty(),
        UnansweredWatch.Now.NOTHING);
  }

  /// In the midst of a run, where so many calls have no answer.
  public static Progress unanswered(int count, String path) {
    Progress now = at(Duration.ofSeconds(42), 1000, true, Optional.empty());
    return new Progress(
        now.phase(),
        now.elapsed(),
        now.sourceListed(),
        now.targetListed(),
        now.compared(),
        now.contents(),
        now.toTransfer(),
        now.toTransferBytes(),
        now.transferred(),
        now.copied(),
        now.failed(),
        now.deleted(),
        now.bytesDone(),
        now.listingDone(),
        now.activity(),
        now.inFlight(),
        now.slowest(),
        new UnansweredWatch.Now(
            count, new Unanswered("read", path, null, Duration.ofSeconds(45), false)));
  }

  public static Slowest slowest(String key) {
    return new Slowest(Key.of(key), 20 << 20, 12 << 20, Duration.ofSeconds(8));
  }
}
