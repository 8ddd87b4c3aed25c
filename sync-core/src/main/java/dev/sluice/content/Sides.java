package dev.sluice.content;

import dev.sluice.store.Store;

/// The two stores of a run, and what it has found out of them.
///
/// @param source where entries come from
/// @param target where they go
/// @param sourceTrust whether the source's ETags say something
/// @param targetTrust whether the destination's do
/// @param acceptsETagMismatch whether content that is whole is taken as it is, whatever its ETag
///   says
/// @param overwritesChanged whether to write over what somebody else has written at the destination
///   since it was listed
public record Sides(
    Store source,
    Store target,
    ETagTrust sourceTrust,
    ETagTrust targetTrust,
    boolean acceptsETagMismatch,
    boolean overwritesChanged) {

  /// Of a run that begins.
  public static Sides of(Store source, Store target, boolean acceptsETagMismatch) {
    return of(source, target, acceptsETagMismatch, false);
  }

  /// The same, which may write over what somebody else has written meanwhile.
  public static Sides of(
      Store source, Store target, boolean acceptsETagMismatch, boolean overwritesChanged) {
    return new Sides(
        source, target, new ETagTrust(), new ETagTrust(), acceptsETagMismatch, overwritesChanged);
  }
}
