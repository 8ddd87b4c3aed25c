package dev.sluice.s3server.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Dates as HTTP writes them, in whole seconds: `Tue, 24 Nov 2026 05:03:13 GMT`.
public final class HttpDate {

  // Not DateTimeFormatter.RFC_1123_DATE_TIME, which writes the days 1 to 9 with one digit.
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendText(
              ChronoField.DAY_OF_WEEK,
              Map.of(1L, "Mon", 2L, "Tue", 3L, "Wed", 4L, "Thu", 5L, "Fri", 6L, "Sat", 7L, "Sun"))
          .appendPattern(", dd MMM yyyy HH:mm:ss 'GMT'")
          .toFormatter(Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private record Written(long epochSecond, String text) {}

  private static volatile Written last = new Written(Long.MIN_VALUE, "");

  private HttpDate() {}

  public static String format(long epochSecond) {
    Written written = last;
    if (written.epochSecond != epochSecond) {
      written = new Written(epochSecond, FORMAT.format(Instant.ofEpochSecond(epochSecond)));
      last = written;
    }
    return written.text;
  }

  /// Reads a date in the usual forms; null when the text is none.
  public static @Nullable Instant parse(String text) {
    try {
      return FORMAT.parse(text, Instant::from);
    } catch (DateTimeException notThatForm) {
      return parseAny(text);
    }
  }

  private static @Nullable Instant parseAny(String text) {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException notThatForm) {
      try {
        return Instant.parse(text);
      } catch (DateTimeException noDateAtAll) {
        return null;
      }
    }
  }
}
