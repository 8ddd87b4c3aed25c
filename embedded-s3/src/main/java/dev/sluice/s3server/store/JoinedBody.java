package dev.sluice.s3server.store;

import java.io.IOException;
import java.util.List;

/// Bodies one after another, as the parts of a multipart upload are.
final class JoinedBody implements Body {

  private final Body[] pieces;
  private final long[] starts;

  /// @param pieces whose uses this body takes over
  JoinedBody(List<? extends Body> pieces) {
    this.pieces = pieces.toArray(Body[]::new);
    this.starts = new long[this.pieces.length + 1];
    for (int i = 0; i < this.pieces.length; i++) {
      starts[i + 1] = starts[i] + this.pieces[i].sizeBytes();
    }
  }

  @Override
  public long sizeBytes() {
    return starts[pieces.length];
  }

  @Override
  public boolean isReadable() {
    for (Body piece : pieces) {
      if (!piece.isReadable()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean tryRetain() {
    for (int i = 0; i < pieces.length; i++) {
      if (!pieces[i].tryRetain()) {
        while (--i >= 0) {
          pieces[i].release();
        }
        return false;
      }
    }
    return true;
  }

  @Override
  public void release() {
    for (Body piece : pieces) {
      piece.release();
    }
  }

  @Override
  public void writeTo(Output output, long offset, long count) throws IOException {
    long end = offset + count;
    for (int i = 0; i < pieces.length; i++) {
      long from = Math.max(offset, starts[i]);
      long to = Math.min(end, starts[i + 1]);
      if (from < to) {
        pieces[i].writeTo(output, from - starts[i], to - from);
      }
    }
  }
}
