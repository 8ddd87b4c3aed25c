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
/// @param sourceListed entries listed at the source
/// @param targetListed entries listed at the destination
/// @param compared keys compared
/// @param contents how far comparing by content is
/// @param toTransfer copies planned; final once `listingDone` and every content is compared
/// @param toTransferBytes the bytes of the copies planned; final when `toTransfer` is
/// @param transferred copies ended, well or not
/// @param copied copies ended well
/// @param failed failures
/// @param deleted deletions done
/// @param bytesDone bytes that have reached the destination
/// @param listingDone whether the totals are final
/// @param activity what the stores' calls have cost
/// @param inFlight transfers under way
/// @param slowest the one under way for longest
/// @param unanswered calls of file systems and services that have not been answered for long
public record Progress(
    Phase phase,
    Duration elapsed,
    long sourceListed,
    long targetListed,
    long compared,
    Comparisons contents,
    long toTransfer,
    long toTransferBytes,
    long transferred,
    long copied,
    long failed,
    long deleted,
    long bytesDone,
    boolean listingDone,
    StoreActivity activity,
    int inFlight,
    Optional<Slowest> slowest,
    UnansweredWatch.Now unanswered) {

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

  /// Whether nothing will be added any more to what is to be transferred.
  public boolean totalsFinal() {
    return listingDone && !contents.underWay();
  }
}
