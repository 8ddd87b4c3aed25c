package dev.sluice.s3server.store;

import dev.sluice.s3server.http.ByteSink;
import java.util.Arrays;

/// Walks over computed keys and stored objects together; where both have a key the stored one
/// counts, and its deletion mark hides it.
public final class MergedCursor implements KeyCursor {

  private final KeyCursor base;
  private final StoredCursor stored;
  private boolean baseWaits;
  private boolean storedWaits;
  private boolean baseEnded;
  private boolean storedEnded;
  private KeyCursor current;

  /// Merges two cursors that have not begun.
  public MergedCursor(KeyCursor base, StoredCursor stored) {
    this.base = base;
    this.stored = stored;
    this.current = base;
    stored.keepMarks();
  }

  @Override
  public void seek(byte[] bytes, boolean inclusive) {
    base.seek(bytes, inclusive);
    stored.seek(bytes, inclusive);
    baseWaits = false;
    storedWaits = false;
    baseEnded = false;
    storedEnded = false;
  }

  @Override
  public boolean advance() {
    while (true) {
      if (!baseWaits && !baseEnded) {
        baseWaits = base.advance();
        baseEnded = !baseWaits;
      }
      if (!storedWaits && !storedEnded) {
        storedWaits = stored.advance();
        storedEnded = !storedWaits;
      }
      if (!baseWaits && !storedWaits) {
        return false;
      }
      int order = order();
      current = order < 0 ? base : stored;
      baseWaits &= order > 0;
      storedWaits &= order < 0;
      if (order < 0 || !stored.isDeleted()) {
        return true;
      }
    }
  }

  /// Negative when the base's key comes first, 0 when both have the same.
  private int order() {
    if (!storedWaits) {
      return -1;
    }
    if (!baseWaits) {
      return 1;
    }
    return Arrays.compareUnsigned(
        base.key(), 0, base.key().length, stored.key(), 0, stored.key().length);
  }

  @Override
  public byte[] key() {
    return current.key();
  }

  @Override
  public boolean isPlain() {
    return current.isPlain();
  }

  @Override
  public void appendDetails(ByteSink sink) {
    current.appendDetails(sink);
  }

  @Override
  public String storageClass() {
    return current.storageClass();
  }
}
