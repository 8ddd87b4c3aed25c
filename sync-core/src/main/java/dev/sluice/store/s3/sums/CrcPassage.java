package dev.sluice.store.s3.sums;

import dev.sluice.checksum.Claim;
import dev.sluice.checksum.Crcs;
import dev.sluice.flow.BlockingIo;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// By CRCs: of each piece as it comes, joined at the end.
final class CrcPassage implements Passage {

  private static final int INLINE_BYTES = 1 << 20;

  /// Pieces of 8 MiB make 2 TiB; what is longer goes unverified rather than to fill the heap.
  private static final int MAX_PIECES = 1 << 18;

  /// A piece that lies within one part, whatever length the parts have.
  private record Piece(int lengthBytes, long crc) {}

  private final Claim claim;
  private final Crcs crcs;
  private final long sizeBytes;
  private final NavigableMap<Long, Piece> pieces = new ConcurrentSkipListMap<>();
  private final AtomicInteger count = new AtomicInteger();

  CrcPassage(Claim claim, long sizeBytes) {
    this.claim = claim;
    this.crcs = Crcs.of(claim.sum());
    this.sizeBytes = sizeBytes;
  }

  @Override
  public boolean isFree() {
    return true;
  }

  @Override
  public void passed(long offset, byte[] bytes, int at, int length, BlockingIo cpu)
      throws InterruptedException {
    if (length <= INLINE_BYTES) {
      sum(offset, bytes, at, length);
    } else {
      cpu.call(() -> {
        sum(offset, bytes, at, length);
        return true;
      });
    }
  }

  private void sum(long offset, byte[] bytes, int at, int length) {
    int done = 0;
    while (done < length) {
      long from = offset + done;
      int taken = (int) Math.min(length - done, nextBoundary(from) - from);
      Piece piece = new Piece(taken, crcs.compute(bytes, at + done, taken));
      if (count.incrementAndGet() <= MAX_PIECES) {
        pieces.put(from, piece);
      }
      done += taken;
    }
  }

  private long nextBoundary(long from) {
    long next = Long.MAX_VALUE;
    for (long partBytes : claim.partSizesBytes()) {
      next = Math.min(next, (from / partBytes + 1) * partBytes);
    }
    return next;
  }

  @Override
  public void giveUp() {
    // Nobody waits.
  }

  @Override
  public @Nullable Sums sums() {
    if (!isComplete()) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (long partBytes : claim.partSizesBytes()) {
      texts.add(claim.text(claim.isOfParts() ? ofParts(partBytes) : crcs.bytes(whole())));
    }
    return new Sums(texts);
  }

  private boolean isComplete() {
    long reached = 0;
    for (var piece : pieces.entrySet()) {
      if (piece.getKey() != reached) {
        return false;
      }
      reached += piece.getValue().lengthBytes();
    }
    return reached == sizeBytes;
  }

  private long whole() {
    long joined = 0;
    for (Piece piece : pieces.values()) {
      joined = crcs.join(joined, piece.crc(), piece.lengthBytes());
    }
    return joined;
  }

  private byte[] ofParts(long partBytes) {
    ByteArrayOutputStream sums = new ByteArrayOutputStream();
    long joined = 0;
    long reached = 0;
    for (Piece piece : pieces.values()) {
      joined = crcs.join(joined, piece.crc(), piece.lengthBytes());
      reached += piece.lengthBytes();
      if (reached % partBytes == 0 || reached == sizeBytes) {
        sums.writeBytes(crcs.bytes(joined));
        joined = 0;
      }
    }
    byte[] all = sums.toByteArray();
    return crcs.bytes(crcs.compute(all, 0, all.length));
  }
}
