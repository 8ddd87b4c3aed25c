package dev.sluice.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys in `(after, upTo]`: the unit of parallel listing and of stealing.
///
/// @param after every key of the range is greater; null means no lower bound
/// @param upTo no key of the range is greater; null means no upper bound
public record KeyRange(@Nullable Key after, @Nullable Key upTo) {

  private static final KeyRange ALL = new KeyRange(null, null);

  /// @throws IllegalArgumentException if both bounds are given and the range is empty
  public KeyRange {
    if (after != null && upTo != null && after.compareTo(upTo) >= 0) {
      throw new IllegalArgumentException("empty range (" + after + ", " + upTo + "]");
    }
  }

  /// Every key there is.
  public static KeyRange all() {
    return ALL;
  }

  /// Whether `key` lies in this range.
  public boolean contains(Key key) {
    return isAfterLowerBound(key) && isWithinUpperBound(key);
  }

  /// Whether `key` is greater than the exclusive lower bound.
  public boolean isAfterLowerBound(Key key) {
    return after == null || key.compareTo(after) > 0;
  }

  /// Whether `key` is not greater than the inclusive upper bound.
  public boolean isWithinUpperBound(Key key) {
    return upTo == null || key.compareTo(upTo) <= 0;
  }

  /// Whether both halves of a split at `key` would be proper ranges.
  public boolean canSplitAt(Key key) {
    return isAfterLowerBound(key) && (upTo == null || key.compareTo(upTo) < 0);
  }

  /// This range as what lies below `part`, `part` and what lies above it, as far as each holds
  /// anything of this one.
  public List<KeyRange> around(KeyRange part) {
    List<KeyRange> parts = new ArrayList<>();
    KeyRange left = this;
    for (Key bound : Arrays.asList(part.after(), part.upTo())) {
      if (bound != null && left.canSplitAt(bound)) {
        parts.add(left.below(bound));
        left = left.above(bound);
      }
    }
    parts.add(left);
    return parts;
  }

  /// The lower half `(after, key]`.
  public KeyRange below(Key key) {
    return new KeyRange(after, key);
  }

  /// The upper half `(key, upTo]`.
  public KeyRange above(Key key) {
    return new KeyRange(key, upTo);
  }
}
