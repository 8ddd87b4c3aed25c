package dev.sluice.store.local.write;

import dev.sluice.flow.BlockingIo;
import dev.sluice.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Writes parts of large files past the kernel's cache (`O_DIRECT`), so that no processor fills
/// pages, looks for others to give up, and writes them back later. What belongs to a store: how
/// many such writes are under way, and the buffers that the disk reads from. Thread-safe.
public final class DirectWrites {

  /// Enough to keep a disk busy while further parts are copied and received.
  private static final int AT_ONCE = 4;

  private static final int BUFFER_BYTES = 4 << 20;

  private final BlockingIo io;
  private final Semaphore turns = new Semaphore(AT_ONCE);
  private final ArrayBlockingQueue<ByteBuffer> spare = new ArrayBlockingQueue<>(AT_ONCE);

  public DirectWrites(BlockingIo io) {
    this.io = io;
  }

  /// Writes the parts of one file.
  ///
  /// @param file its parts are written through this
  /// @param cached takes what cannot be written so
  /// @param blockBytes the unit of such writes
  public PartSink to(TemporaryFile file, PartSink cached, int blockBytes) {
    return new Parts(file, cached, blockBytes);
  }

  private final class Parts implements PartSink {

    private final TemporaryFile file;
    private final PartSink cached;
    private final int blockBytes;
    private volatile boolean refused;

    Parts(TemporaryFile file, PartSink cached, int blockBytes) {
      this.file = file;
      this.cached = cached;
      this.blockBytes = blockBytes;
    }

    @Override
    public void write(byte[] part, int length, long offset)
        throws StoreException, InterruptedException {
      int blocks = length - length % blockBytes;
      if (refused || blocks == 0 || !writeBlocks(part, blocks, offset)) {
        cached.write(part, length, offset);
      } else if (blocks < length) {
        io.<@Nullable Void, StoreException>call(() -> {
          file.write(part, blocks, length - blocks, offset + blocks);
          return null;
        });
      }
    }

    private boolean writeBlocks(byte[] part, int length, long offset) throws InterruptedException {
      turns.acquire();
      try {
        return io.<Boolean, RuntimeException>call(() -> writeNow(part, length, offset));
      } finally {
        turns.release();
      }
    }

    private boolean writeNow(byte[] part, int length, long offset) throws InterruptedException {
      ByteBuffer buffer = spare.poll();
      if (buffer == null) {
        buffer = ByteBuffer.allocateDirect(BUFFER_BYTES + blockBytes).alignedSlice(blockBytes);
      }
      try {
        for (int at = 0; at < length; at += BUFFER_BYTES) {
          buffer.clear().put(part, at, Math.min(BUFFER_BYTES, length - at)).flip();
          file.writeDirect(buffer, offset + at);
        }
        return true;
      } catch (IOException e) {
        refused = true; // if it is the disk's error, the cached write will meet it too
        return false;
      } finally {
        spare.offer(buffer);
      }
    }
  }
}
