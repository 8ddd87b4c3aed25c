package dev.sluice.diff;

import dev.sluice.model.Key;

/// Of which keys the contents are compared, where not all are: a random share of them, by key, so
/// that each range of a run chooses by itself. Immutable.
///
/// @param share from 0 for none to 1 for all
/// @param seed chooses which
public record Sample(double share, long seed) {

  /// Every key.
  public static final Sample ALL = new Sample(1, 0);

  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  /// @throws IllegalArgumentException if the share is none
  public Sample {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("no share: " + share);
    }
  }

  /// Whether it is every key.
  public boolean isAll() {
    return share == 1;
  }

  /// Whether a key is chosen; the same answer whenever it is asked.
  boolean includes(Key key) {
    long mixed = mix(key.value().hashCode() * GOLDEN_RATIO + seed);
    return (mixed >>> 11) * 0x1.0p-53 < share; // 53 bits make a number from 0 to 1
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
