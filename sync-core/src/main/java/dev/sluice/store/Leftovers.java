package dev.sluice.store;

import java.util.List;

/// What writes that did not end have left: of stores where they leave anything. Thread-safe.
public interface Leftovers {

  /// Removes what runs of this machine that were killed have left here, as far as no listing does
  /// it on its way. Nobody else's is touched; what cannot be removed stays for a later run.
  void removeLeftovers() throws InterruptedException;

  /// What this store has removed so far that runs had left which were killed.
  Removed removed();

  /// Removes what runs have left here, and nothing else; see each store for what it takes for such.
  ///
  /// @return what was removed, or would be
  /// @throws StoreException if not all of the place could be looked through
  Removed remove(LeftoversOrder order) throws StoreException, InterruptedException;

  /// What writes have begun here and neither finished nor taken back, though nothing is written any
  /// more: a line for the user for each, with the remedy. Empty where all is in order.
  List<String> leftBehind();
}
