package dev.sluice.s3server.store.dropping;

import dev.sluice.s3server.http.Payload;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicLong;

/// A large piece of memory outside the heap that contents are laid into one after another. Its
/// space is given back as a whole, when nothing refers to it any more. Thread-safe.
final class Slab {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final MemorySegment memory;
  private final AtomicLong used = new AtomicLong();

  Slab(MemorySegment memory) {
    this.memory = memory;
  }

  /// Takes room for a content.
  ///
  /// @return its offset, or -1 if the slab is full
  int take(int sizeBytes) {
    if (used.get() + sizeBytes > memory.byteSize()) {
      return -1;
    }
    long offset = used.getAndAdd(sizeBytes);
    return offset + sizeBytes > memory.byteSize() ? -1 : (int) offset;
  }

  void write(int at, byte[] source, int from, int count) {
    MemorySegment.copy(source, from, memory, ValueLayout.JAVA_BYTE, at, count);
  }

  void copyTo(Payload.Output output, long from, long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, count)];
    long end = from + count;
    for (long at = from; at < end; ) {
      int piece = (int) Math.min(buffer.length, end - at);
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, buffer, 0, piece);
      output.write(buffer, 0, piece);
      at += piece;
    }
  }
}
