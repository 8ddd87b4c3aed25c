package dev.sluice.s3server.http;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Times as XML has them, in whole seconds: `2026-11-24T05:03:13.000Z`.
public final class IsoTime {

  private static final byte[] END = ".000Z".getBytes(StandardCharsets.US_ASCII);
  private static final int DATE_BYTES = "2026-11-24T".length();
  private static final int DAY_SECONDS = 86_400;

  /// The time that was written last, which is often that of the next object too.
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Written(long epochSecond, byte[] text) {}

  private static volatile Written last = new Written(Long.MIN_VALUE, new byte[0]);

  private IsoTime() {}

  public static void append(ByteSink sink, long epochSecond) {
    Written written = last;
    if (written.epochSecond != epochSecond) {
      written = write(epochSecond, written);
      last = written;
    }
    sink.put(written.text);
  }

  private static Written write(long epochSecond, Written before) {
    long epochDay = Math.floorDiv(epochSecond, DAY_SECONDS);
    int ofDay = Math.floorMod(epochSecond, DAY_SECONDS);
    ByteSink sink = new ByteSink(24);
    if (Math.floorDiv(before.epochSecond, DAY_SECONDS) == epochDay) {
      sink.put(before.text, 0, DATE_BYTES);
    } else {
      sink.latin1(LocalDate.ofEpochDay(epochDay).toString()).put('T');
    }
    twoDigits(sink, ofDay / 3600).put(':');
    twoDigits(sink, ofDay / 60 % 60).put(':');
    twoDigits(sink, ofDay % 60).put(END);
    return new Written(epochSecond, sink.toByteArray());
  }

  private static ByteSink twoDigits(ByteSink sink, int value) {
    return sink.put('0' + value / 10).put('0' + value % 10);
  }

  public static String text(long epochSecond) {
    ByteSink sink = new ByteSink(24);
    append(sink, epochSecond);
    return new String(sink.toByteArray(), StandardCharsets.US_ASCII);
  }
}
