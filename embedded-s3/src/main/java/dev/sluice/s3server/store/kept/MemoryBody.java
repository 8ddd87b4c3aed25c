package dev.sluice.s3server.store.kept;

import dev.sluice.s3server.store.Body;
import java.io.IOException;

/// A body in one array, left to the garbage collector.
///
/// @param bytes not copied; must not be changed
@SuppressWarnings("ArrayRecordComponent") // Bodies are never compared.
record MemoryBody(byte[] bytes) implements Body {

  static final MemoryBody EMPTY = new MemoryBody(new byte[0]);

  @Override
  public long sizeBytes() {
    return bytes.length;
  }

  @Override
  public boolean tryRetain() {
    return true;
  }

  @Override
  public void release() {
    // The garbage collector sees to it.
  }

  @Override
  public void writeTo(Output output, long offset, long count) throws IOException {
    output.write(bytes, (int) offset, (int) count);
  }
}
