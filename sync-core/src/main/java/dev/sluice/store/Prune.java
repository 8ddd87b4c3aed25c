package dev.sluice.store;

/// Tells a listing which directories hold nothing that anyone asked for.
@FunctionalInterface
public interface Prune {

  /// Enters every directory.
  Prune NOTHING = directory -> false;

  /// Whether no key under `directory` can pass the filters.
  ///
  /// @param directory its path relative to the location, with the final slash
  boolean skips(String directory);
}
