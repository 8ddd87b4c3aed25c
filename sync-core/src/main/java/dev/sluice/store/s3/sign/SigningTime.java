package dev.sluice.store.s3.sign;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// A second, as signatures write it; kept for all requests of that second.
///
/// @param epochSecond which
/// @param timestamp as `20130524T000000Z`
/// @param date as `20130524`
record SigningTime(long epochSecond, String timestamp, String date) {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  static SigningTime at(long epochSecond) {
    String timestamp = TIMESTAMP.format(Instant.ofEpochSecond(epochSecond));
    return new SigningTime(epochSecond, timestamp, timestamp.substring(0, 8));
  }
}
