package dev.sluice.store.local.write;

import dev.sluice.flow.BlockingIo;
import dev.sluice.store.StoreException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes parts into the kernel's cache, and has it written to the disk while further ones arrive.
public final class CachedParts implements PartSink {

  /// So much is written before it is flushed: then the disk works at the same time as the network,
  /// and little is left to wait for at the end.
  private static final long FLUSH_BYTES = 32L << 20;

  private final TemporaryFile file;
  private final BlockingIo io;
  private final ReentrantLock writing = new ReentrantLock();
  private final AtomicLong unflushedBytes = new AtomicLong();
  private final AtomicBoolean flushing = new AtomicBoolean();

  public CachedParts(TemporaryFile file, BlockingIo io) {
    this.file = file;
    this.io = io;
  }

  /// The kernel lets one thread at a time write to a file, and the others spin meanwhile: here they
  /// wait without a processor.
  @Override
  public void write(byte[] part, int length, long offset)
      throws StoreException, InterruptedException {
    writing.lockInterruptibly();
    try {
      io.<@Nullable Void, StoreException>call(() -> {
        file.write(part, 0, length, offset);
        return null;
      });
    } finally {
      writing.unlock();
    }
    flushIfMuch(length);
  }

  private void flushIfMuch(int length) throws StoreException, InterruptedException {
    if (unflushedBytes.addAndGet(length) < FLUSH_BYTES || !flushing.compareAndSet(false, true)) {
      return;
    }
    try {
      unflushedBytes.set(0);
      io.<@Nullable Void, StoreException>call(() -> {
        file.forceContent();
        return null;
      });
    } finally {
      flushing.set(false);
    }
  }
}
