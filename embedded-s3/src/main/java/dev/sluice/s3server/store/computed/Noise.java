package dev.sluice.s3server.store.computed;

import dev.sluice.s3server.http.Payload;
import java.io.IOException;
import java.util.SplittableRandom;

/// One mebibyte of noise, the same in every run, that contents of any size are cut from: it repeats
/// for ever.
final class Noise {

  static final int PERIOD_BYTES = 1 << 20;

  static final Noise ALL = new Noise();

  private final byte[] bytes = new byte[PERIOD_BYTES];

  private Noise() {
    new SplittableRandom(20_261_124).nextBytes(bytes);
  }

  void copyTo(Payload.Output output, long from, long count) throws IOException {
    long end = from + count;
    for (long at = from; at < end; ) {
      int offset = (int) (at & (PERIOD_BYTES - 1));
      int piece = (int) Math.min(PERIOD_BYTES - offset, end - at);
      output.write(bytes, offset, piece);
      at += piece;
    }
  }
}
