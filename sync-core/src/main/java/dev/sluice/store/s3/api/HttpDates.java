package dev.sluice.store.s3.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Dates as HTTP writes them (RFC 9110, 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
public final class HttpDates {

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final int LENGTH = 29;

  private HttpDates() {}

  /// The time that a header's value names.
  ///
  /// @return null for what is no date
  public static @Nullable Instant parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return text.length() == LENGTH && text.endsWith(" GMT")
          ? usual(text)
          : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static Instant usual(String text) {
    int month = MONTHS.indexOf(text.substring(8, 11));
    return LocalDateTime.of(
            number(text, 12, 4),
            month % 3 == 0 ? month / 3 + 1 : -1,
            number(text, 5, 2),
            number(text, 17, 2),
            number(text, 20, 2),
            number(text, 23, 2))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int length) {
    int number = 0;
    for (int i = from; i < from + length; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }
}
