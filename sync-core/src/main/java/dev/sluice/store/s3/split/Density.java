package dev.sluice.store.s3.split;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// How many keys may lie in a gap that nobody has read, and where, judged by what lies on either
/// side of it. Immutable.
///
/// As far as keys were seen on one side, so far the same density is expected to go on into the gap;
/// from there on it falls off in inverse proportion to the distance, which gives each order of
/// magnitude the same number of keys. So a gap between two stretches of like density is halved at
/// its middle, while one whose far end is unknown is first searched for its scale.
///
/// @param width how wide the gap is, in the numbers of a [KeyModel]
/// @param below what was read directly below it
/// @param above what was read directly above it; null where nothing is known
public record Density(BigInteger width, Run below, @Nullable Run above) {

  /// Densities within a factor of four (as a power of two) count as equal.
  private static final double ALIKE = 2;

  /// A stretch of keys.
  ///
  /// @param extent over how many numbers it goes, at least 1
  /// @param keys how many keys are in it
  record Run(BigInteger extent, double keys) {

    /// @throws IllegalArgumentException if there is no extent
    Run {
      if (extent.signum() <= 0) {
        throw new IllegalArgumentException("no extent");
      }
    }

    /// Keys in a number, as a logarithm to base 2.
    double log2Density() {
      return Math.log(keys) / Math.log(2) - KeyModel.log2(extent);
    }

    /// Whether two runs are equally dense, as far as that matters.
    boolean isLike(Run other) {
      return Math.abs(log2Density() - other.log2Density()) <= ALIKE;
    }

    /// A longer one of the same density; itself where `length` is not longer.
    Run extendedTo(BigInteger length) {
      double factor = Math.pow(2, KeyModel.log2(length) - KeyModel.log2(extent));
      return factor > 1 ? new Run(length, keys * factor) : this;
    }

    /// How many keys are expected within `distance` of its end.
    double keysWithin(BigInteger distance) {
      if (keys <= 0 || distance.signum() <= 0) {
        return 0;
      }
      double scale = KeyModel.log2(distance) - KeyModel.log2(extent);
      return scale <= 0 ? keys * Math.pow(2, scale) : keys * (1 + scale * Math.log(2));
    }
  }

  /// How many keys the gap is thought to hold.
  double keys() {
    return keysBelow(width);
  }

  /// How many keys are thought to lie in the lowest `distance` of the gap.
  double keysBelow(BigInteger distance) {
    double fromBelow = below.keysWithin(distance);
    if (above == null || above.keys() <= 0) {
      return fromBelow;
    }
    double fromAbove = above.keysWithin(width) - above.keysWithin(width.subtract(distance));
    return (fromBelow + fromAbove) / 2;
  }

  /// The distance from the lower end below which `share` of the keys are thought to lie.
  ///
  /// @param share between 0 and 1
  BigInteger distanceOf(double share) {
    double wanted = keys() * share;
    BigInteger low = BigInteger.ZERO;
    BigInteger high = width;
    // First the order of magnitude of the distance from whichever end is nearer, then its digits.
    BigInteger middle = width.shiftRight(1);
    if (keysBelow(middle) >= wanted) {
      int bits = 0;
      int most = middle.bitLength();
      while (bits < most) {
        int half = (bits + most) >>> 1;
        if (keysBelow(BigInteger.ONE.shiftLeft(half)) >= wanted) {
          most = half;
        } else {
          bits = half + 1;
        }
      }
      high = BigInteger.ONE.shiftLeft(bits).min(width);
      low = high.shiftRight(1);
    } else {
      int bits = 0;
      int most = middle.bitLength();
      while (bits < most) {
        int half = (bits + most) >>> 1;
        if (keysBelow(width.subtract(BigInteger.ONE.shiftLeft(half))) < wanted) {
          most = half;
        } else {
          bits = half + 1;
        }
      }
      BigInteger back = BigInteger.ONE.shiftLeft(bits).min(width);
      low = width.subtract(back);
      high = width.subtract(back.shiftRight(1));
    }
    for (int i = 0; i < 20 && low.compareTo(high) < 0; i++) {
      BigInteger half = low.add(high).shiftRight(1);
      if (keysBelow(half) < wanted) {
        low = half;
      } else {
        high = half;
      }
    }
    return high;
  }
}
