package dev.sluice.bench.race.report;

import java.util.Locale;

/// Figures as text: three digits that mean something, and no more.
final class Figures {

  private static final int DIGITS = 3;

  private Figures() {}

  /// A number with about three digits that mean something.
  static String of(double number) {
    if (number == 0) {
      return "0";
    }
    int whole = (int) Math.floor(Math.log10(Math.abs(number))) + 1;
    int decimals = Math.clamp((long) DIGITS - whole, 0, 6);
    return String.format(Locale.ROOT, "%,." + decimals + "f", number);
  }

  /// The middle, and the ends if they differ from it.
  static String of(Spread spread) {
    String median = of(spread.median());
    String min = of(spread.min());
    String max = of(spread.max());
    return min.equals(max) ? median : "%s (%s–%s)".formatted(median, min, max);
  }
}
