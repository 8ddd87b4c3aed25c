package dev.sluice.store;

import org.jspecify.annotations.Nullable;

/// What a store says of an entry just written.
///
/// @param etag the ETag, without quotes; null where the store has none
public record Written(@Nullable String etag) {

  /// Of a store without ETags.
  public static final Written WITHOUT_ETAG = new Written(null);
}
