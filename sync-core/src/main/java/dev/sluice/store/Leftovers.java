package dev.sluice.store;

import java.util.List;

/// What writes that did not end have left: of stores where they leave anything. Thread-safe.
public interface Leftovers {

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
  Removed remove(LeftoversOrder order) throws StoreException, InterruptedException;

  /// What writes have begun here and neither finished nor taken back, though nothing is written any
  /// more: a line for the user for each, with the remedy. Empty where all is in order.
  List<String> leftBehind();
}
