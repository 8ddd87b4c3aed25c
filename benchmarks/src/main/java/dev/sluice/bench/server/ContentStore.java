package dev.sluice.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps contents up to a size outside the heap: in memory up to a bound, behind it in files of a
/// folder that are deleted while they are mapped. What is overwritten or deleted gives its slab
/// back only with all that lies in the same slab. Thread-safe.
final class ContentStore {

  private static final Cleaner CLEANER = Cleaner.create();
  private static final int SLAB_BYTES = 32 << 20;

  private final long keptBytes;
  private final long memoryBytes;
  private final Path folder;
  private final ReentrantLock growing = new ReentrantLock();
  private volatile Slab current = new Slab(MemorySegment.NULL);
  private final AtomicLong memoryTaken = new AtomicLong();

  /// Sets a store up.
  ///
  /// @param keptBytes contents above this size are dropped
  /// @param memoryBytes how much may lie in memory
  /// @param folder where the rest goes
  ContentStore(long keptBytes, long memoryBytes, Path folder) {
    this.keptBytes = keptBytes;
    this.memoryBytes = memoryBytes;
    this.folder = folder;
  }

  /// Whether a content of a size is kept; [#allocate] is for these.
  boolean keeps(long sizeBytes) {
    return sizeBytes <= keptBytes && sizeBytes < Integer.MAX_VALUE;
  }

  /// Room for a content, to be written into before the object is shown.
  Content.Kept allocate(int sizeBytes) {
    if (sizeBytes > SLAB_BYTES / 4) {
      Slab own = newSlab(sizeBytes);
      return new Content.Kept(own, own.take(sizeBytes), sizeBytes);
    }
    while (true) {
      Slab slab = current;
      int offset = slab.take(sizeBytes);
      if (offset >= 0) {
        return new Content.Kept(slab, offset, sizeBytes);
      }
      growing.lock();
      try {
        if (slab.equals(current)) {
          current = newSlab(SLAB_BYTES);
        }
      } finally {
        growing.unlock();
      }
    }
  }

  private Slab newSlab(int sizeBytes) {
    growing.lock();
    try {
      if (memoryTaken.get() + sizeBytes <= memoryBytes) {
        memoryTaken.addAndGet(sizeBytes);
        Slab slab = new Slab(Arena.ofAuto().allocate(sizeBytes));
        CLEANER.register(slab, () -> memoryTaken.addAndGet(-sizeBytes));
        return slab;
      }
      return new Slab(mapped(sizeBytes));
    } finally {
      growing.unlock();
    }
  }

  private MemorySegment mapped(int sizeBytes) {
    try {
      Path file = Files.createTempFile(folder, "bench-server-", ".slab");
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        return channel.map(MapMode.READ_WRITE, 0, sizeBytes, Arena.ofAuto());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("contents cannot be kept in " + folder, e);
    }
  }
}
