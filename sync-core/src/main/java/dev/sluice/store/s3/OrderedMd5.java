package dev.sluice.store.s3;

import dev.sluice.flow.BlockingIo;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The MD5 of a whole content whose parts come in any order: a part is taken as soon as all before
/// it were. A few that come early are kept; what does not fit is read again at the end.
/// Thread-safe.
final class OrderedMd5 {

  /// Enough for workers that take parts in order and finish a little out of it.
  private static final int MAX_KEPT_PARTS = 4;

  private static final int WINDOW_BYTES = 1 << 20;

  private final BlockingIo cpu;
  private final long partSizeBytes;
  private final MessageDigest digest = Md5.newDigest();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Integer, byte[]> early = new HashMap<>();
  private int nextPart = 1;

  OrderedMd5(long partSizeBytes, BlockingIo cpu) {
    this.partSizeBytes = partSizeBytes;
    this.cpu = cpu;
  }

  /// Takes part `number`; `content` may be kept and must not change any more.
  void add(int number, byte[] content) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      if (number != nextPart) {
        if (number > nextPart && early.size() < MAX_KEPT_PARTS) {
          early.put(number, content);
        }
        return;
      }
      update(content, content.length);
      nextPart++;
      byte[] waiting;
      while ((waiting = early.remove(nextPart)) != null) {
        update(waiting, waiting.length);
        nextPart++;
      }
    } finally {
      lock.unlock();
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
      early.clear();
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
}
