package dev.sluice.store.tree;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What is left of a walk's key range, as keys and as the bytes of keys. Used by one thread at a
/// time.
final class WalkRange {

  private KeyRange keys;
  private byte @Nullable [] after;
  private byte @Nullable [] upTo;

  WalkRange(KeyRange keys) {
    this.keys = keys;
    this.after = bytes(keys.after());
    this.upTo = bytes(keys.upTo());
  }

  private static byte @Nullable [] bytes(@Nullable Key key) {
    return key == null ? null : key.value().getBytes(StandardCharsets.UTF_8);
  }

  KeyRange keys() {
    return keys;
  }

  /// The bytes of the lower bound, which is not in the range. Not to be changed.
  byte @Nullable [] after() {
    return after;
  }

  /// The bytes of the upper bound, which is in the range. Not to be changed.
  byte @Nullable [] upTo() {
    return upTo;
  }

  boolean canSplitAt(Key key) {
    return keys.canSplitAt(key);
  }

  boolean isAfterLowerBound(Key key) {
    return keys.isAfterLowerBound(key);
  }

  boolean isWithinUpperBound(Key key) {
    return keys.isWithinUpperBound(key);
  }

  /// Ends the range at `end`, at which it can be split.
  void endAt(Key end) {
    keys = keys.below(end);
    upTo = bytes(end);
  }

  /// Begins the range at `key`.
  ///
  /// @return the bytes of its lower bound by then; null if it begins above already, or would be
  ///   empty
  byte @Nullable [] beginAt(Key key) {
    Key below = key.justBelow();
    if (below == null || !keys.canSplitAt(below)) {
      return null;
    }
    keys = keys.above(below);
    after = bytes(below);
    return after;
  }

  /// Whether the range ends before anything in the directory with this key and a final slash.
  boolean endsBefore(String prefix) {
    Key end = keys.upTo();
    return end != null && Key.compare(end.value(), prefix) < 0;
  }

  /// Whether the lower bound leaves anything of the directory with this key and a final slash.
  boolean reachesInto(String prefix) {
    Key begin = keys.after();
    return begin == null
        || Key.compare(begin.value(), prefix) <= 0
        || begin.value().startsWith(prefix);
  }
}
