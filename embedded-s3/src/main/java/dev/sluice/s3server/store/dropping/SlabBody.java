package dev.sluice.s3server.store.dropping;

import dev.sluice.s3server.store.Body;
import java.io.IOException;

/// Bytes that lie in a slab.
record SlabBody(Slab slab, int offset, int size) implements Body {

  void write(int at, byte[] source, int from, int count) {
    slab.write(offset + at, source, from, count);
  }

  @Override
  public long sizeBytes() {
    return size;
  }

  @Override
  public boolean tryRetain() {
    return true;
  }

  @Override
  public void release() {
    // Its room goes with that of its neighbours.
  }

  @Override
  public void writeTo(Output output, long from, long count) throws IOException {
    slab.copyTo(output, offset + from, count);
  }
}
