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
        new Progress.Listing(120_000, 118_000, 118_000, listed),
        Progress.Comparisons.NONE,
        new Progress.Transfers(2000, 2000L << 20, transferred, transferred << 20, 64, slowest),
        new Progress.Ended(transferred, 0, 0),
        new StoreActivity(4000, 3, 12, 8),
        UnansweredWatch.Now.NOTHING);
  }

  /// So far into comparing 3,002 files by content, of which five have been found to differ.
  public static Progress comparing(
      Duration elapsed, long compared, long bytesRead, boolean listed) {
    return new Progress(
        listed ? Phase.TRANSFERRING : Phase.LISTING,
        elapsed,
        new Progress.Listing(3002, 3002, 3002, listed),
        new Progress.Comparisons(3002, compared, bytesRead),
        new Progress.Transfers(5, 5L << 20, 5, 5L << 20, 64, Optional.empty()),
        new Progress.Ended(5, 0, 0),
        StoreActivity.NONE,
        UnansweredWatch.Now.NOTHING);
  }

  /// In the midst of a run, where so many calls have no answer.
  public static Progress unanswered(int count, String path) {
    Progress now = at(Duration.ofSeconds(42), 1000, true, Optional.empty());
    return new Progress(
        now.phase(),
        now.elapsed(),
        now.listing(),
        now.contents(),
        now.transfers(),
        now.ended(),
        now.activity(),
        new UnansweredWatch.Now(
            count, new Unanswered("read", path, null, Duration.ofSeconds(45), false)));
  }

  public static Slowest slowest(String key) {
    return new Slowest(Key.of(key), 20 << 20, 12 << 20, Duration.ofSeconds(8));
  }
}
