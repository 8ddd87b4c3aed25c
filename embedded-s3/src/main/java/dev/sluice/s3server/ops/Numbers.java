package dev.sluice.s3server.ops;

import dev.sluice.s3server.error.S3Error;
import org.jspecify.annotations.Nullable;

/// Numbers in requests.
public final class Numbers {

  private Numbers() {}

  /// Reads a number.
  ///
  /// @throws dev.sluice.s3server.error.S3Exception InvalidArgument, if it is no number from `min`
  ///   to `max`
  public static int parse(String name, String text, int min, int max) {
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below.
    }
    throw S3Error.INVALID_ARGUMENT
        .exception(name + " must be a number from " + min + " to " + max)
        .withDetail("ArgumentName", name)
        .withDetail("ArgumentValue", text);
  }

  /// The number of entries that a page may have: what is asked for, and 1000 at most.
  public static int pageSize(String name, @Nullable String text) {
    return text == null || text.isEmpty()
        ? 1000
        : Math.min(1000, parse(name, text, 0, Integer.MAX_VALUE));
  }
}
