package dev.sluice.store.s3;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A file's own time in an object's metadata: decimal seconds since 1970 with a fraction, under the
/// name that rclone uses, so that each tool reads what the other wrote.
final class Mtime {

  /// The name in the user metadata.
  static final String METADATA_NAME = "mtime";

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private Mtime() {}

  /// `1700000000.123456789`.
  static String format(Instant time) {
    return BigDecimal.valueOf(time.getEpochSecond())
        .add(BigDecimal.valueOf(time.getNano(), 9))
        .stripTrailingZeros()
        .toPlainString();
  }

  /// Reads it back.
  ///
  /// @return null if it is no time
  static @Nullable Instant parse(@Nullable String text) {
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
