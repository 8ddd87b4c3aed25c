package dev.sluice.engine;

import dev.sluice.store.Store;

/// The two sides of a run, resolved: equal keys on both are the same entry.
///
/// @param source where entries come from
/// @param target where they go
public record SidePair(Store source, Store target) implements AutoCloseable {

  /// Closes both.
  @Override
  public void close() {
    try (source) {
      target.close();
    }
  }
}
