package dev.sluice.cli.output.text;

import dev.sluice.store.Leftovers.Removed;
import java.time.Duration;
import java.util.Locale;

/// Numbers as people read them. The same on every machine: the locale has no say.
public final class NumberText {

  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

  private NumberText() {}

  /// `772,386`.
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /// `1 object`, `772,386 objects`.
  public static String count(long count, String singular, String plural) {
    return count(count) + " " + (count == 1 ? singular : plural);
  }

  /// `37 unfinished uploads and 2 temporary files`.
  public static String removed(Removed removed) {
    String uploads = count(removed.uploads(), "unfinished upload", "unfinished uploads");
    String files = count(removed.temporaryFiles(), "temporary file", "temporary files");
    if (removed.uploads() == 0) {
      return files;
    }
    return removed.temporaryFiles() == 0 ? uploads : uploads + " and " + files;
  }

  /// `512 B`, `215.5 MiB`: powers of 1024, one digit behind the point.
  public static String bytes(long bytes) {
    if (Math.abs(bytes) < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    // 1023.95 and above would be shown as 1024.0
    while (Math.abs(value) >= 1023.95 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /// `0.4 s`, `12 s`, `4 min 12 s`, `1 h 02 min`, `2 d 03 h`.
  public static String duration(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 10) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
    }
    return String.format(Locale.ROOT, "%d d %02d h", seconds / 86_400, seconds % 86_400 / 3600);
  }

  /// A rate of things a second: `437`, or with a digit behind the point below ten.
  public static String perSecond(double rate) {
    return rate < 10 ? String.format(Locale.ROOT, "%.1f", rate) : count(Math.round(rate));
  }
}
