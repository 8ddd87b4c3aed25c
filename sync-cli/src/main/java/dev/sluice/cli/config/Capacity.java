package dev.sluice.cli.config;

import dev.sluice.flow.system.ProcessLimits;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// How much may be done at once such that the system's limits suffice for it.
///
/// @param transfers transfers at once, which is requests at once too
/// @param listings key ranges listed at once
/// @param fileThreads calls to the file system at once, on each side
/// @param limits what that was found by
public record Capacity(int transfers, int listings, int fileThreads, ProcessLimits limits) {

  /// Local calls at once: enough to keep a network file system busy, few enough for a laptop.
  private static final int FILE_THREADS = 32;

  private static final int FEWEST_FILE_THREADS = 2;

  /// What the virtual machine, the spools, the roots and the run's mark hold by themselves, and
  /// what is opened for a moment only: certificates, libraries, the AWS files.
  private static final int OWN_DESCRIPTORS = 24;

  /// A connection to each service, and a file that is written with its directory; one to spare.
  private static final int DESCRIPTORS_PER_TRANSFER = 5;

  /// A directory, or a page and the next one, on each side.
  private static final int DESCRIPTORS_PER_LISTING = 4;

  /// The share of descriptors that listing may take is one in so many.
  private static final int LISTING_SHARE = 4;

  /// The virtual machine's own threads, and those of which a run has one each.
  private static final int OWN_THREADS = 24;

  /// Each side has a pool for files, and there are others.
  private static final int THREAD_SHARES = 4;

  /// With so many a run begins; fewer cost speed on every network.
  private static final int USUAL_TRANSFERS = 64;

  /// What can be done of what is wanted.
  public static Capacity of(ProcessLimits limits, int wantedTransfers, int wantedListings) {
    OptionalLong left = limits.descriptorsLeft();
    if (left.isEmpty()) {
      return new Capacity(wantedTransfers, wantedListings, fileThreads(limits), limits);
    }
    long free = Math.max(0, left.getAsLong() - OWN_DESCRIPTORS);
    int listings = within(free / LISTING_SHARE / DESCRIPTORS_PER_LISTING, wantedListings);
    long rest = free - (long) listings * DESCRIPTORS_PER_LISTING;
    int transfers = within(rest / DESCRIPTORS_PER_TRANSFER, wantedTransfers);
    return new Capacity(transfers, listings, fileThreads(limits), limits);
  }

  private static int within(long possible, int wanted) {
    return (int) Math.max(1, Math.min(possible, wanted));
  }

  private static int fileThreads(ProcessLimits limits) {
    OptionalLong threads = limits.threads();
    if (threads.isEmpty()) {
      return FILE_THREADS;
    }
    long share = (threads.getAsLong() - OWN_THREADS) / THREAD_SHARES;
    return (int) Math.max(FEWEST_FILE_THREADS, Math.min(share, FILE_THREADS));
  }

  /// Says that less can be done than was wanted, and why; null where it is not so.
  public @Nullable String lowered(int wantedTransfers, int wantedListings) {
    return transfers < wantedTransfers || listings < wantedListings
        ? "%d files may be open at once (ulimit -n), so transfers at once are %d at most, and listings %d, in place of %d and %d; with a higher limit it may go faster"
            .formatted(
                limits.descriptors().orElse(0),
                transfers,
                listings,
                wantedTransfers,
                wantedListings)
        : null;
  }

  /// Whether what is left is so little that a run takes longer for it.
  public boolean costsSpeed() {
    return transfers < USUAL_TRANSFERS;
  }

  /// Why nothing at all can be done; null where something can.
  public static @Nullable String tooLittle(ProcessLimits limits) {
    OptionalLong left = limits.descriptorsLeft();
    int least = OWN_DESCRIPTORS + DESCRIPTORS_PER_LISTING + DESCRIPTORS_PER_TRANSFER;
    return left.isPresent() && left.getAsLong() < least
        ? "%d files may be open at once (ulimit -n)%s, and %d more are needed. Raise the limit:  ulimit -n 256"
            .formatted(limits.descriptors().orElse(0), held(limits), least)
        : null;
  }

  private static String held(ProcessLimits limits) {
    OptionalLong held = limits.descriptorsHeld();
    return held.isPresent() ? ", of which %d are already".formatted(held.getAsLong()) : "";
  }
}
