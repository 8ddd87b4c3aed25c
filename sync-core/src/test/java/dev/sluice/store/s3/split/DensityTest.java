package dev.sluice.store.s3.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.store.s3.split.Density.Run;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class DensityTest {

  private static Run run(long extent, double keys) {
    return new Run(BigInteger.valueOf(extent), keys);
  }

  @Test
  void between_stretches_of_one_density_the_middle_is_the_middle() {
    Density even = new Density(BigInteger.valueOf(10_000), run(10_000, 500), run(10_000, 500));
    assertThat(even.keys()).isCloseTo(500, within(1.0));
    assertThat(even.distanceOf(0.5).doubleValue()).isCloseTo(5_000, within(50.0));
    assertThat(even.distanceOf(0.25).doubleValue()).isCloseTo(2_500, within(50.0));
  }

  @Test
  void where_the_far_end_is_unknown_orders_of_magnitude_are_halved() {
    Density open = new Density(BigInteger.ONE.shiftLeft(40), run(1 << 10, 1000), null);
    double bits = KeyModel.log2(open.distanceOf(0.5));
    assertThat(bits).isBetween(20.0, 30.0);
  }

  @Test
  void an_empty_upper_side_pulls_the_middle_down_and_a_dense_one_up() {
    BigInteger width = BigInteger.valueOf(1 << 20);
    Run below = run(1 << 10, 1000);
    BigInteger empty = new Density(width, below, run(1, 0)).distanceOf(0.5);
    BigInteger dense = new Density(width, below, run(1 << 10, 100_000)).distanceOf(0.5);
    assertThat(empty).isLessThan(width.shiftRight(3));
    assertThat(dense).isGreaterThan(width.shiftRight(1));
  }

  @Test
  void numbers_of_a_thousand_bits_are_no_obstacle() {
    Density wide =
        new Density(BigInteger.ONE.shiftLeft(1000), run(1, 1000), run(Long.MAX_VALUE, 1000));
    assertThat(wide.keys()).isFinite().isGreaterThan(1000);
    assertThat(wide.distanceOf(0.5)).isBetween(BigInteger.ONE, BigInteger.ONE.shiftLeft(1000));
  }

  @Property
  void below_the_distance_of_a_share_lies_that_share(
      @ForAll @IntRange(min = 20, max = 400) int bits,
      @ForAll @LongRange(min = 1, max = 1_000_000) long extentBelow,
      @ForAll @LongRange(min = 1, max = 1_000_000) long extentAbove,
      @ForAll @DoubleRange(min = 0.05, max = 0.95) double share) {
    Density density =
        new Density(BigInteger.ONE.shiftLeft(bits), run(extentBelow, 1000), run(extentAbove, 700));
    BigInteger distance = density.distanceOf(share);
    assertThat(distance).isBetween(BigInteger.ZERO, density.width());
    assertThat(density.keysBelow(distance) / density.keys()).isCloseTo(share, within(0.05));
  }
}
