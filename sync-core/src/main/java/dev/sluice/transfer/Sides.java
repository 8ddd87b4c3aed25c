package dev.sluice.transfer;

import dev.sluice.store.Store;

/// The two stores of a run, and what it has found out of them.
///
/// @param source where entries come from
/// @param target where they go
/// @param sourceTrust whether the source's ETags say something
/// @param targetTrust whether the destination's do
/// @param takesWhatIsThere whether content that is whole is taken as it is, whatever its ETag says
public record Sides(
    Store source,
    Store target,
    ETagTrust sourceTrust,
    ETagTrust targetTrust,
    boolean takesWhatIsThere) {

  /// Of a run that begins.
  public static Sides of(Store source, Store target, boolean takesWhatIsThere) {
    return new Sides(source, target, new ETagTrust(), new ETagTrust(), takesWhatIsThere);
  }
}
