package dev.sluice.s3server.store.dropping;

import dev.sluice.s3server.store.Body;
import dev.sluice.s3server.store.BodyStore;
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

/// Drops contents above a size, and keeps others outside the heap: in memory up to a bound, behind
/// it in files of a folder that are deleted while they are mapped. What is overwritten or deleted
/// gives its slab back only with all that lies in the same slab. Thread-safe.
public final class DroppingBodyStore implements BodyStore {

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
  public DroppingBodyStore(long keptBytes, long memoryBytes, Path folder) {
    this.keptBytes = keptBytes;
    this.memoryBytes = memoryBytes;
    this.folder = folder;
  }

  @Override
  public Writer newBody(long expectedBytes) {
    boolean kept =
        expectedBytes >= 0 && expectedBytes <= keptBytes && expectedBytes < Integer.MAX_VALUE;
    return kept ? new KeepingWriter(allocate((int) expectedBytes)) : new DroppingWriter();
  }

  /// Pages of a mapped file are the system's business, and are seldom waited for.
  @Override
  public boolean usesFiles() {
    return false;
  }

  @Override
  public void close() {
    // The garbage collector gives back what is outside the heap.
  }

  /// Room for a content, to be written into before the object is shown.
  private SlabBody allocate(int sizeBytes) {
    if (sizeBytes > SLAB_BYTES / 4) {
      Slab own = newSlab(sizeBytes);
      return new SlabBody(own, own.take(sizeBytes), sizeBytes);
    }
    while (true) {
      Slab slab = current;
      int offset = slab.take(sizeBytes);
      if (offset >= 0) {
        return new SlabBody(slab, offset, sizeBytes);
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
      Path file = Files.createTempFile(folder, "s3server-", ".slab");
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

  /// Writes what was announced into its room; more than that is refused by whoever receives it.
  private static final class KeepingWriter implements Writer {
    private final SlabBody body;
    private int length;

    KeepingWriter(SlabBody body) {
      this.body = body;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      if (count <= body.sizeBytes() - length) {
        body.write(length, bytes, offset, count);
      }
      length += count;
    }

    @Override
    public Body finish() {
      if (length != body.sizeBytes()) {
        throw new IllegalStateException("a body is not as long as it was said to be");
      }
      return body;
    }

    @Override
    public void discard() {
      // Its room goes with that of its neighbours.
    }
  }

  private static final class DroppingWriter implements Writer {
    private long length;

    @Override
    public void write(byte[] bytes, int offset, int count) {
      length += count;
    }

    @Override
    public Body finish() {
      return new DroppedBody(length);
    }

    @Override
    public void discard() {
      // Nothing was kept.
    }
  }
}
