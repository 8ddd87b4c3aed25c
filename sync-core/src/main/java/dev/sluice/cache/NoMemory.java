package dev.sluice.cache;

import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Remembers nothing.
final class NoMemory implements HashMemory, HashMemory.Recall {

  @Override
  public boolean isOn() {
    return false;
  }

  @Override
  public boolean isOwn(String prefix) {
    return false;
  }

  @Override
  public Recall recall(KeyRange range) {
    return this;
  }

  @Override
  public @Nullable Remembered remember(Key key, FileStamp stamp, Instant began, Remembered hashes) {
    return null;
  }

  @Override
  public void rememberWritten(Key key, FileStamp stamp, Instant now, Remembered hashes) {}

  @Override
  public boolean hasAny() {
    return false;
  }

  @Override
  public boolean hasMoved() {
    return false;
  }

  @Override
  public @Nullable Remembered recallMoved(Key key, FileStamp stamp) {
    return null;
  }

  @Override
  public @Nullable Key formerKey(FileStamp stamp) {
    return null;
  }

  @Override
  public CacheFigures figures() {
    return CacheFigures.NONE;
  }

  @Override
  public @Nullable Remembered of(Key key, FileStamp stamp) {
    return null;
  }

  @Override
  public void passOver() {}

  @Override
  public void end(@Nullable Key upTo) {}

  @Override
  public void takeBack(int files) {}

  @Override
  public void settle() {}
}
