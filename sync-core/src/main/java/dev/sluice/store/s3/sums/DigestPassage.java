package dev.sluice.store.s3.sums;

import dev.sluice.checksum.Claim;
import dev.sluice.flow.BlockingIo;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// By digests, which take a part's bytes in their order only: a piece that comes before its turn
/// waits for those before it in the same part. Whoever begins to read pieces does so in their
/// order, so that the first one missing is always on its way.
final class DigestPassage implements Passage {

  private static final int INLINE_BYTES = 64 << 10;

  private final Claim claim;
  private final long sizeBytes;
  private final List<Parts> perPartSize = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private boolean isGivenUp;

  DigestPassage(Claim claim, long sizeBytes) {
    this.claim = claim;
    this.sizeBytes = sizeBytes;
    for (long partBytes : claim.partSizesBytes()) {
      perPartSize.add(new Parts(partBytes));
    }
  }

  /// The parts of one length.
  private final class Parts {
    final long partBytes;
    final Map<Long, Part> begun = new HashMap<>();
    final Map<Long, byte[]> ended = new HashMap<>();

    Parts(long partBytes) {
      this.partBytes = partBytes;
    }

    void passed(long offset, byte[] bytes, int at, int length, BlockingIo cpu)
        throws InterruptedException {
      int done = 0;
      while (done < length) {
        long from = offset + done;
        long number = from / partBytes;
        long end = Math.min(sizeBytes, (number + 1) * partBytes);
        int taken = (int) Math.min(length - done, end - from);
        Part part = turnOf(number, from);
        if (part == null) {
          return;
        }
        part.update(bytes, at + done, taken, cpu);
        move(number, part, end);
        done += taken;
      }
    }

    /// Waits until all of the part before `from` has passed.
    private @Nullable Part turnOf(long number, long from) throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (!isGivenUp) {
          Part part = begun.get(number);
          long reached = part == null ? number * partBytes : part.reached;
          if (reached > from || ended.containsKey(number)) {
            leave(); // a piece that comes twice: which of the two counts is not known
          } else if (reached == from) {
            return begun.computeIfAbsent(number, n -> new Part(n * partBytes));
          } else {
            moved.await();
          }
        }
        return null;
      } finally {
        lock.unlock();
      }
    }

    private void move(long number, Part part, long end) {
      lock.lock();
      try {
        part.reached = part.hashed;
        if (part.reached == end) {
          ended.put(number, part.digest.digest());
          begun.remove(number);
        }
        moved.signalAll();
      } finally {
        lock.unlock();
      }
    }

    byte @Nullable [] sum() {
      if (!claim.isOfParts()) {
        return ended.get(0L);
      }
      MessageDigest all = claim.sum().newDigest();
      long partCount = Math.ceilDiv(sizeBytes, partBytes);
      for (long number = 0; number < partCount; number++) {
        byte[] part = ended.get(number);
        if (part == null) {
          return null;
        }
        all.update(part);
      }
      return all.digest();
    }
  }

  /// One part. Its digest is whoever's turn it is.
  private final class Part {
    final MessageDigest digest = claim.sum().newDigest();
    long hashed;
    long reached;

    Part(long from) {
      hashed = from;
      reached = from;
    }

    void update(byte[] bytes, int at, int length, BlockingIo cpu) throws InterruptedException {
      if (length <= INLINE_BYTES) {
        digest.update(bytes, at, length);
      } else {
        cpu.call(() -> {
          digest.update(bytes, at, length);
          return true;
        });
      }
      hashed += length;
    }
  }

  @Override
  public boolean isFree() {
    return false;
  }

  @Override
  public void passed(long offset, byte[] bytes, int at, int length, BlockingIo cpu)
      throws InterruptedException {
    for (Parts parts : perPartSize) {
      parts.passed(offset, bytes, at, length, cpu);
    }
  }

  @Override
  public void giveUp() {
    lock.lock();
    try {
      leave();
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    isGivenUp = true;
    moved.signalAll();
  }

  @Override
  public @Nullable Sums sums() {
    lock.lock();
    try {
      List<String> texts = new ArrayList<>();
      for (Parts parts : perPartSize) {
        byte[] sum = isGivenUp ? null : parts.sum();
        if (sum == null) {
          return null;
        }
        texts.add(claim.text(sum));
      }
      return new Sums(texts);
    } finally {
      lock.unlock();
    }
  }
}
