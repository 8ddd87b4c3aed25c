package dev.sluice.store.s3.api;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file's own time in an object's metadata: decimal seconds since 1970 with a fraction, under the
/// name that rclone uses, so that each tool reads what the other wrote.
public final class Mtime {

  /// The name in the user metadata.
  static final String METADATA_NAME = "mtime";

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private Mtime() {}

  /// `1700000000.123456789`.
  public static String format(Instant time) {
    long seconds = time.getEpochSecond();
    int nanos = time.getNano();
    if (seconds >= 0) {
      String digits = Integer.toString(1_000_000_000 + nanos); // a 1 and nine digits
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      return end == 1 ? Long.toString(seconds) : seconds + "." + digits.substring(1, end);
    }
    return BigDecimal.valueOf(seconds)
        .add(BigDecimal.valueOf(nanos, 9))
        .stripTrailingZeros()
        .toPlainString();
  }

  /// Reads it back.
  ///
  /// @return null if it is no time
  public static @Nullable Instant parse(@Nullable String text) {
    if (text == null || text.isEmpty() || text.length() > 40) {
      return null;
    }
    try {
      BigDecimal[] parts = new BigDecimal(text).multiply(NANOS).divideAndRemainder(NANOS);
      return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue());
    } catch (ArithmeticException | NumberFormatException | DateTimeException _) {
      return null; // another tool's metadata of that name
    }
  }
}
