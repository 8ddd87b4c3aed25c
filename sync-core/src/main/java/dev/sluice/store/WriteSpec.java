package dev.sluice.store;

import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;

/// What is to be written. What goes with the content (time, headers, metadata) is asked of the
/// [ContentReader], after its content was read, when it costs a remote store nothing.
///
/// @param key where
/// @param sizeBytes how long the content is
/// @param expected what is known of the content beforehand, for the writer to verify; `UNREAD` or
///   `OPAQUE` for nothing
/// @param condition what must be at the destination; a store that knows no conditions writes all
///   the same
public record WriteSpec(Key key, long sizeBytes, Fingerprint expected, WriteCondition condition) {

  /// Whatever is there.
  public WriteSpec(Key key, long sizeBytes, Fingerprint expected) {
    this(key, sizeBytes, expected, WriteCondition.ANY);
  }

  /// The same on another condition.
  public WriteSpec withCondition(WriteCondition other) {
    return new WriteSpec(key, sizeBytes, expected, other);
  }

  /// The same under another key.
  public WriteSpec withKey(Key newKey) {
    return new WriteSpec(newKey, sizeBytes, expected, condition);
  }
}
