package dev.sluice.store.s3.object;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The MD5 of a whole content whose parts come in any order: a part is taken as soon as all before
/// it were. Those that come early are kept while there is room; what does not fit is read again at
/// the end. Thread-safe.
public final class OrderedMd5 implements AutoCloseable {

  /// A part that came early, and the room that it takes.
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Early(byte[] content, BytePermits.Lease room) {}

  private static final int WINDOW_BYTES = 1 << 20;

  private final BlockingIo cpu;
  private final BytePermits room;
  private final long partSizeBytes;
  private final MessageDigest digest = ChecksumAlgorithm.MD5.newDigest();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Integer, Early> early = new HashMap<>();
  private int nextPart = 1;

  /// @param room for parts that come early, shared by all objects that are written at once: a
  ///   service that is slow with many first parts would else fill the heap with what follows them
  OrderedMd5(long partSizeBytes, BytePermits room, BlockingIo cpu) {
    this.partSizeBytes = partSizeBytes;
    this.room = room;
    this.cpu = cpu;
  }

  /// Takes part `number`; `content` may be kept and must not change any more.
  void add(int number, byte[] content) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (number != nextPart) {
        keep(number, content);
        return;
      }
      update(content, content.length);
      nextPart++;
      Early waiting;
      while ((waiting = early.remove(nextPart)) != null) {
        try (BytePermits.Lease _ = waiting.room()) {
          update(waiting.content(), waiting.content().length);
        }
        nextPart++;
      }
    } finally {
      lock.unlock();
    }
  }

  private void keep(int number, byte[] content) {
    BytePermits.Lease lease = number < nextPart ? null : room.tryAcquire(content.length);
    if (lease != null) {
      early.put(number, new Early(content, lease));
    }
  }

  private void update(byte[] content, int length) throws InterruptedException {
    cpu.call(() -> {
      digest.update(content, 0, length);
      return length;
    });
  }

  /// The MD5 of all of `source`, reading what was not added in time. To be called once, at the end.
  String finish(ContentReader source) throws StoreException, InterruptedException {
    lock.lockInterruptibly();
    try {
      forget();
      long sizeBytes = source.sizeBytes();
      byte[] window = new byte[WINDOW_BYTES];
      for (long at = (nextPart - 1) * partSizeBytes; at < sizeBytes; at += window.length) {
        int length = (int) Math.min(window.length, sizeBytes - at);
        source.read(at, window, 0, length);
        update(window, length);
      }
      return HexFormat.of().formatHex(digest.digest());
    } finally {
      lock.unlock();
    }
  }

  private void forget() {
    early.values().forEach(part -> part.room().close());
    early.clear();
  }

  /// Forgets what was kept.
  @Override
  public void close() {
    lock.lock();
    try {
      forget();
    } finally {
      lock.unlock();
    }
  }
}
