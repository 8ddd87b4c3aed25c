package dev.sluice.store.tree;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.StoreException;
import dev.sluice.store.StuckException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Hands out what a [TreeWalk] finds; goes to the pool for files once for some hundred things.
final class TreeCursor implements EntryCursor {

  private static final int BATCH = 512;

  private final TreeWalk walk;
  private final BlockingIo io;
  private ArrayDeque<Listed> ready = new ArrayDeque<>();
  private boolean more = true;
  private boolean begun;
  private boolean failed;
  private boolean closed;

  private final Duration betweenLooks;
  private boolean leavesWhatHangs;

  /// Where the walk was at the last look of this call.
  private @Nullable KeyRange lastSeen;

  /// @param betweenLooks from one look to the next, whether the walk goes on
  TreeCursor(TreeWalk walk, BlockingIo io, Duration betweenLooks) {
    this.walk = walk;
    this.io = io;
    this.betweenLooks = betweenLooks;
  }

  @Override
  public void leaveWhatHangs() {
    leavesWhatHangs = true;
  }

  private void look() {
    KeyRange now = walk.part();
    if (leavesWhatHangs && now != null && now.equals(lastSeen)) {
      throw new StuckException(now);
    }
    lastSeen = now;
  }

  @Override
  public @Nullable Listed next() throws StoreException, InterruptedException {
    requireOpen();
    if (ready.isEmpty() && more) {
      // A queue of the call's own: if this thread is interrupted the call may still be running.
      ArrayDeque<Listed> batch = new ArrayDeque<>();
      failed = true;
      begun = true;
      lastSeen = null;
      more =
          io.<Boolean, StoreException>call(
              () -> walk.read(batch, BATCH), _ -> {}, betweenLooks, this::look);
      failed = false;
      ready = batch;
    }
    return ready.poll();
  }

  /// What has been looked at already is given.
  @Override
  public boolean seek(@Nullable Key key) {
    requireOpen();
    boolean inReach = !begun || !more || (key != null && reaches(key));
    return !inReach && walk.seek(key);
  }

  private boolean reaches(Key key) {
    Listed last = ready.peekLast();
    return last != null && key.compareTo(last.key()) <= 0;
  }

  @Override
  public double keysLeft() {
    requireOpen();
    return ready.size() + (double) walk.namesLeft();
  }

  @Override
  public List<Key> proposeSplits(int parts) {
    requireOpen();
    return walk.proposeSplits(parts);
  }

  @Override
  public void truncate(Key upTo) {
    requireOpen();
    Listed dropped = null;
    int files = 0;
    while (!ready.isEmpty() && ready.getLast().key().compareTo(upTo) > 0) {
      dropped = ready.removeLast();
      files += dropped instanceof Entry ? 1 : 0;
    }
    walk.truncate(upTo, dropped == null ? null : dropped.key(), files);
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
