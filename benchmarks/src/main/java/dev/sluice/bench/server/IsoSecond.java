package dev.sluice.bench.server;

import dev.sluice.s3server.http.ByteSink;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/// Writes times as listings have them, `2026-11-24T05:03:13.000Z`. Works the date out once for all
/// times of a day, and the time once for the objects of a second. Used by one thread.
final class IsoSecond {

  private static final int SECONDS_A_DAY = 86_400;
  private static final byte[] END = ".000Z".getBytes(StandardCharsets.US_ASCII);

  private final ByteSink text = new ByteSink(24);
  private long second = Long.MIN_VALUE;
  private long day = Long.MIN_VALUE;
  private byte[] dateAndT = new byte[0];

  void append(ByteSink sink, long epochSecond) {
    if (epochSecond != second) {
      second = epochSecond;
      write(epochSecond);
    }
    sink.put(text.array(), 0, text.length());
  }

  private void write(long epochSecond) {
    long newDay = Math.floorDiv(epochSecond, SECONDS_A_DAY);
    if (newDay != day) {
      day = newDay;
      dateAndT = (LocalDate.ofEpochDay(newDay) + "T").getBytes(StandardCharsets.US_ASCII);
    }
    int ofDay = Math.floorMod(epochSecond, SECONDS_A_DAY);
    text.clear();
    text.put(dateAndT);
    twoDigits(text, ofDay / 3600);
    text.put(':');
    twoDigits(text, ofDay / 60 % 60);
    text.put(':');
    twoDigits(text, ofDay % 60);
    text.put(END);
  }

  private static void twoDigits(ByteSink sink, int value) {
    sink.put('0' + value / 10).put('0' + value % 10);
  }
}
