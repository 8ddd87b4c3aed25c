package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Key;
import dev.sluice.model.Listed;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.StoreException;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Hands out what a [TreeWalk] finds; goes to the pool for files once for some hundred things.
final class LocalCursor implements EntryCursor {

  private static final int BATCH = 512;

  private final TreeWalk walk;
  private final BlockingIo io;
  private ArrayDeque<Listed> ready = new ArrayDeque<>();
  private boolean more = true;
  private boolean failed;
  private boolean closed;

  LocalCursor(TreeWalk walk, BlockingIo io) {
    this.walk = walk;
    this.io = io;
  }

  @Override
  public @Nullable Listed next() throws StoreException, InterruptedException {
    requireOpen();
    if (ready.isEmpty() && more) {
      // A queue of the call's own: if this thread is interrupted the call may still be running.
      ArrayDeque<Listed> batch = new ArrayDeque<>();
      failed = true;
      more = io.<Boolean, StoreException>call(() -> walk.read(batch, BATCH));
      failed = false;
      ready = batch;
    }
    return ready.poll();
  }

  @Override
  public Optional<Key> proposeSplit() {
    requireOpen();
    return walk.proposeSplit();
  }

  @Override
  public void truncate(Key upTo) {
    requireOpen();
    walk.truncate(upTo);
    while (!ready.isEmpty() && ready.getLast().key().compareTo(upTo) > 0) {
      ready.removeLast();
    }
  }

  @Override
  public void close() {
    closed = true;
    walk.close();
    ready.clear();
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the cursor is closed");
    }
    if (failed) {
      throw new IllegalStateException("the listing has failed and cannot go on");
    }
  }
}
