package dev.sluice.report;

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
/// @param toTransfer copies and comparisons of content planned; final once `listingDone`
/// @param toTransferBytes the bytes of the copies planned; final once `listingDone`, but for copies
///   that comparisons add
/// @param transferred copies and comparisons ended, well or not
/// @param copied copies ended well
/// @param failed failures
/// @param deleted deletions done
/// @param bytesDone bytes that have reached the destination
/// @param listingDone whether the totals are final
/// @param activity what the stores' calls have cost
/// @param inFlight transfers under way
/// @param slowest the one under way for longest
public record Progress(
    Phase phase,
    Duration elapsed,
    long sourceListed,
    long targetListed,
    long compared,
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
    Optional<Slowest> slowest) {}
