package dev.sluice.s3server.store.kept;

import dev.sluice.s3server.store.Body;
import dev.sluice.s3server.store.BodyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Keeps bodies on the heap: small ones in an array of their exact size, large ones in several.
public final class MemoryBodyStore implements BodyStore {

  private static final int PIECE_BYTES = 8 << 20;

  @Override
  public Writer newBody(long expectedBytes) {
    return new MemoryWriter(expectedBytes);
  }

  @Override
  public boolean usesFiles() {
    return false;
  }

  @Override
  public void close() {
    // Nothing is held outside the heap.
  }

  private static final class MemoryWriter implements Writer {
    private final List<Body> full = new ArrayList<>(0);
    private byte[] piece;
    private int length;
    private long expectedLeft;

    MemoryWriter(long expectedBytes) {
      expectedLeft = expectedBytes;
      piece = newPiece();
    }

    private byte[] newPiece() {
      byte[] next = new byte[expectedLeft <= 0 ? 0 : (int) Math.min(expectedLeft, PIECE_BYTES)];
      expectedLeft -= next.length;
      return next;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      int at = offset;
      int left = count;
      while (left > 0) {
        if (length == piece.length) {
          makeRoom();
        }
        int fits = Math.min(left, piece.length - length);
        System.arraycopy(bytes, at, piece, length, fits);
        length += fits;
        at += fits;
        left -= fits;
      }
    }

    private void makeRoom() {
      if (length == 0) {
        piece = new byte[4096];
      } else if (length < PIECE_BYTES) {
        piece = Arrays.copyOf(piece, Math.min(PIECE_BYTES, Math.max(4096, length * 2)));
      } else {
        full.add(new MemoryBody(piece));
        piece = newPiece();
        length = 0;
      }
    }

    @Override
    public Body finish() {
      if (full.isEmpty() && length == 0) {
        return MemoryBody.EMPTY;
      }
      MemoryBody last =
          new MemoryBody(length == piece.length ? piece : Arrays.copyOf(piece, length));
      if (full.isEmpty()) {
        return last;
      }
      full.add(last);
      return Body.joined(full);
    }

    @Override
    public void discard() {
      full.clear();
    }
  }
}
