package dev.sluice.s3server.store.computed;

import dev.sluice.s3server.store.Body;
import java.io.IOException;

/// Bytes of the noise, from a place on.
record ComputedBody(long start, long sizeBytes) implements Body {

  @Override
  public boolean tryRetain() {
    return true;
  }

  @Override
  public void release() {
    // It takes no room.
  }

  @Override
  public void writeTo(Output output, long offset, long count) throws IOException {
    Noise.ALL.copyTo(output, start + offset, count);
  }
}
