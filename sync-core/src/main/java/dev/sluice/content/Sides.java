package dev.sluice.content;

import dev.sluice.store.Store;

/// The two stores of a run, and what it has found out of them.
///
/// @param source where entries come from
/// @param target where they go
/// @param sourceTrust whether the source's ETags say something
/// @param targetTrust whether the destination's do
public record Sides(Store source, Store target, ETagTrust sourceTrust, ETagTrust targetTrust) {

  /// Of a run that begins.
  public static Sides of(Store source, Store target) {
    return new Sides(source, target, new ETagTrust(), new ETagTrust());
  }
}
