package dev.sluice.report;

import dev.sluice.flow.UnansweredWatch;
import dev.sluice.report.RunObserver.Phase;
import dev.sluice.store.StoreActivity;
import dev.sluice.transfer.InFlight.Slowest;
import java.time.Duration;
import java.util.Optional;

/// A run's figures at one moment. The counters are read one after another while the run goes on, so
/// that sums may be off by what happened in between.
///
/// @param phase what the run is at
/// @param elapsed for how long it has run
/// @param listing how far listing is
/// @param contents how far comparing by content is
/// @param transfers how far copying is
/// @param ended how entries have ended so far
/// @param activity what the stores' calls have cost
/// @param unanswered calls of file systems and services that have not been answered for long
public record Progress(
    Phase phase,
    Duration elapsed,
    Listing listing,
    Comparisons contents,
    Transfers transfers,
    Ended ended,
    StoreActivity activity,
    UnansweredWatch.Now unanswered) {

  /// How far listing is.
  ///
  /// @param source entries listed at the source
  /// @param target entries listed at the destination
  /// @param compared keys compared
  /// @param isDone whether both listings were read to their ends
  public record Listing(long source, long target, long compared, boolean isDone) {}

  /// Comparisons by content: entries of one size that take reading or asking.
  ///
  /// @param planned how many; final once listing is done
  /// @param ended how many of them are through, well or not
  /// @param bytesRead how much was read for them
  public record Comparisons(long planned, long ended, long bytesRead) {
    /// Where there are none.
    public static final Comparisons NONE = new Comparisons(0, 0, 0);

    /// Whether some are still to be made.
    public boolean underWay() {
      return ended < planned;
    }
  }

  /// How far copying is.
  ///
  /// @param planned copies planned; final once listing is done and every content is compared
  /// @param plannedBytes their bytes; final when `planned` is
  /// @param ended copies ended, well or not
  /// @param bytesDone bytes that have reached the destination
  /// @param underWay copies under way
  /// @param slowest the one under way for longest
  public record Transfers(
      long planned,
      long plannedBytes,
      long ended,
      long bytesDone,
      int underWay,
      Optional<Slowest> slowest) {}

  /// How entries have ended so far.
  ///
  /// @param copied copies ended well
  /// @param failed failures
  /// @param deleted deletions done
  public record Ended(long copied, long failed, long deleted) {}

  /// Whether nothing will be added any more to what is to be transferred.
  public boolean totalsFinal() {
    return listing.isDone() && !contents.underWay();
  }
}
