package dev.sluice.bench.race.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.function.ToDoubleFunction;

/// The middle and the ends of some figures.
record Spread(double min, double median, double max) {

  /// @throws IllegalArgumentException if there is no figure
  static <T> Spread of(Collection<T> things, ToDoubleFunction<T> figure) {
    double[] sorted = things.stream().mapToDouble(figure).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalArgumentException("no figures");
    }
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    return new Spread(sorted[0], median, Arrays.stream(sorted).max().orElseThrow());
  }
}
