package dev.sluice.bench.server;

import dev.sluice.s3server.http.ByteSink;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Writes times as listings have them, `2026-11-24T05:03:13.000Z`. Works the date out once a day's
/// worth of times. Used by one thread.
final class IsoSecond {

  private static final int SECONDS_A_DAY = 86_400;
  private static final byte[] END = ".000Z".getBytes(StandardCharsets.US_ASCII);

  private long day = Long.MIN_VALUE;
  private byte[] dateAndT = new byte[0];

  void append(ByteSink sink, long epochSecond) {
    long newDay = Math.floorDiv(epochSecond, SECONDS_A_DAY);
    if (newDay != day) {
      day = newDay;
      dateAndT = (LocalDate.ofEpochDay(newDay) + "T").getBytes(StandardCharsets.US_ASCII);
    }
    int second = Math.floorMod(epochSecond, SECONDS_A_DAY);
    sink.put(dateAndT);
    twoDigits(sink, second / 3600);
    sink.put(':');
    twoDigits(sink, second / 60 % 60);
    sink.put(':');
    twoDigits(sink, second % 60);
    sink.put(END);
  }

  private static void twoDigits(ByteSink sink, int value) {
    sink.put('0' + value / 10).put('0' + value % 10);
  }
}
