package dev.sluice.store.s3.doctor;

import java.time.Duration;
import java.util.Locale;

/// Figures in words.
final class Amounts {

  private static final double MICROS_IN_A_MILLI = 1000;

  private Amounts() {}

  /// `3 days`, `4 h 12 min`, `90 s`; what is over counts as nothing.
  static String time(Duration time) {
    long seconds = Math.max(0, time.toSeconds());
    if (seconds >= 2 * Duration.ofDays(1).toSeconds()) {
      return seconds / Duration.ofDays(1).toSeconds() + " days";
    }
    if (seconds >= Duration.ofHours(1).toSeconds()) {
      return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
    return seconds >= 120 ? seconds / 60 + " min " + seconds % 60 + " s" : seconds + " s";
  }

  /// `12.3 ms`.
  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", micros(nanos) / MICROS_IN_A_MILLI);
  }

  static long micros(long nanos) {
    return nanos / 1000;
  }
}
