package dev.sluice.transfer;

import dev.sluice.content.Comparer;
import dev.sluice.content.Sides;
import dev.sluice.flow.BytePermits;
import dev.sluice.model.Entry;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds out whether a long file that is not remembered is what the destination has under another
/// key. It is read for that only if a few pieces of it are those of an object of its length, so
/// that what has to be sent is hardly ever read twice. Thread-safe.
final class LongTwins {

  private static final int PIECE_BYTES = 64 * 1024;

  /// One piece more is looked at for each so many bytes, since images of disks differ in few
  /// places.
  private static final long BYTES_A_PIECE = 64L << 20;

  private static final int FEWEST_PIECES = 3;
  private static final int MOST_PIECES = 16;

  /// So many objects are looked at.
  private static final int MOST_LOOKED_AT = 3;

  private final Sides sides;
  private final Comparer comparer;
  private final BytePermits memory;
  private final ContentIndex contents;

  /// @param comparer compares files with objects
  LongTwins(Sides sides, Comparer comparer, BytePermits memory, ContentIndex contents) {
    this.sides = sides;
    this.comparer = comparer;
    this.memory = memory;
    this.contents = contents;
  }

  /// The object whose content a file has.
  ///
  /// @return null where none is known
  @Nullable Entry find(Entry file, SourceReads reads) throws StoreException, InterruptedException {
    int looked = 0;
    for (Entry object : contents.findLong(file.sizeBytes())) {
      if (object.key().equals(file.key())) {
        continue;
      }
      if (looked++ == MOST_LOOKED_AT) {
        break;
      }
      if (looksLike(file, object, reads)) {
        return isSame(file, object) ? object : null; // it is not read for a second one
      }
    }
    return null;
  }

  private boolean looksLike(Entry file, Entry object, SourceReads reads)
      throws StoreException, InterruptedException {
    int pieceBytes = (int) Math.min(PIECE_BYTES, file.sizeBytes());
    long lastOffset = file.sizeBytes() - pieceBytes;
    int pieces = Math.clamp(file.sizeBytes() / BYTES_A_PIECE, FEWEST_PIECES, MOST_PIECES);
    byte[] ofFile = new byte[pieceBytes];
    byte[] ofObject = new byte[pieceBytes];
    try (BytePermits.Lease _ = memory.acquire(2L * pieceBytes);
        ContentReader reader = reads.open(file)) {
      for (int piece = 0; piece < pieces; piece++) {
        long offset = lastOffset * piece / (pieces - 1);
        reader.read(offset, ofFile, 0, pieceBytes);
        if (!readOf(object, offset, ofObject) || !Arrays.equals(ofFile, ofObject)) {
          return false;
        }
      }
    }
    return true;
  }

  /// @return whether it could be had: it may have changed, or be one that may not be read
  private boolean readOf(Entry object, long offset, byte[] into) throws InterruptedException {
    try (ContentReader reader = sides.target().open(object)) {
      reader.read(offset, into, 0, into.length);
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  /// What fails here is met again when the file is sent, or does not matter then.
  private boolean isSame(Entry file, Entry object) throws InterruptedException {
    try {
      return comparer.isSameByETag(file, object);
    } catch (StoreException e) {
      return false;
    }
  }
}
