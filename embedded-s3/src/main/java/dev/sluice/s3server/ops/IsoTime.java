package dev.sluice.s3server.ops;

import dev.sluice.s3server.http.ByteSink;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Times as S3's XML has them: `2026-11-24T05:03:13.000Z`.
public final class IsoTime {

  private static final int DAY_SECONDS = 86_400;

  private record Day(long epochDay, String text) {}

  private static volatile Day last = new Day(Long.MIN_VALUE, "");

  private IsoTime() {}

  public static void append(ByteSink sink, long epochSecond) {
    long epochDay = Math.floorDiv(epochSecond, DAY_SECONDS);
    int ofDay = Math.floorMod(epochSecond, DAY_SECONDS);
    Day day = last;
    if (day.epochDay != epochDay) {
      day = new Day(epochDay, LocalDate.ofEpochDay(epochDay).toString());
      last = day;
    }
    sink.latin1(day.text).put('T').decimal(ofDay / 3600, 2).put(':');
    sink.decimal(ofDay / 60 % 60, 2).put(':').decimal(ofDay % 60, 2).latin1(".000Z");
  }

  public static String text(long epochSecond) {
    ByteSink sink = new ByteSink(24);
    append(sink, epochSecond);
    return new String(sink.toByteArray(), StandardCharsets.US_ASCII);
  }
}
