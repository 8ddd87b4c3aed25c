package dev.sluice.store;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What writes that did not end have left: of stores where they leave anything. Thread-safe.
public interface Leftovers {

  /// What is to be removed of what runs have left.
  ///
  /// @param olderThan also what nobody is known to own, once it is older than this; null to leave
  ///   that to the store's own rule
  /// @param dryRun whether only to say it
  /// @param each is told the address of each thing
  record Sweep(@Nullable Duration olderThan, boolean dryRun, Consumer<String> each) {

    /// Whatever the difference between two machines' clocks is, it is less than this.
    private static final Duration CLOCKS_APART = Duration.ofDays(1000);

    /// All there is, whoever owns it and however young it is.
    public static Sweep ofAll(boolean dryRun, Consumer<String> each) {
      return new Sweep(CLOCKS_APART.negated(), dryRun, each);
    }
  }

  /// What was removed that runs had left which were killed.
  ///
  /// @param uploads unfinished uploads in parts
  /// @param temporaryFiles files that were being written
  record Removed(long uploads, long temporaryFiles) {

    /// Nothing.
    public static final Removed NOTHING = new Removed(0, 0);

    /// Whether there was nothing to remove.
    public boolean isNothing() {
      return uploads == 0 && temporaryFiles == 0;
    }
  }

  /// Removes what killed runs of this machine have left here, where a listing does not remove it
  /// when it comes across it (as that of a local tree does). Nobody else's is touched; what cannot
  /// be removed stays for a later run.
  void removeLeftovers() throws InterruptedException;

  /// What this store has removed so far that runs had left which were killed.
  Removed removed();

  /// Removes what runs have left here, and nothing else; see each store for what it takes for such.
  ///
  /// @return what was removed, or would be
  /// @throws StoreException if not all of the place could be looked through
  Removed remove(Sweep order) throws StoreException, InterruptedException;

  /// What writes have begun here and neither finished nor taken back, though nothing is written any
  /// more: a line for the user for each, with the remedy. Empty where all is in order.
  List<String> leftBehind();
}
