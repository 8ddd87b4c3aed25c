package dev.sluice.cli.command;

import dev.sluice.flow.WorkPool;
import dev.sluice.flow.WorkerGroup;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts what is in a store: key ranges side by side, shared out as a run shares them.
final class UsageCount {

  /// Ranges at once, where nothing keeps it from that.
  static final int WORKERS = 16;

  private static final int KEYS_BETWEEN_LOOKS = 64;

  private final Store store;
  private final int workers;
  private final WorkPool<KeyRange> ranges = new WorkPool<>(KeyRange.all());
  private final LongAdder objects = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final List<Unlisted> unlisted = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable StoreException> failure = new AtomicReference<>();

  /// @param workers ranges counted at once
  UsageCount(Store store, int workers) {
    this.store = store;
    this.workers = workers;
  }

  /// Counts all there is.
  ///
  /// @return what could not be listed; empty if the count is whole
  /// @throws StoreException if a listing could not go on
  List<Unlisted> run() throws StoreException, InterruptedException {
    try (WorkerGroup group = WorkerGroup.ofVirtual("sluice-count")) {
      for (int i = 0; i < workers; i++) {
        group.fork(this::work);
      }
      group.join();
    }
    StoreException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    return List.copyOf(unlisted);
  }

  private void work() throws InterruptedException {
    WorkPool<KeyRange>.Piece piece;
    while ((piece = ranges.take()) != null) {
      work(piece);
    }
  }

  private void work(WorkPool<KeyRange>.Piece piece) throws InterruptedException {
    try (piece) {
      count(piece);
    } catch (StoreException e) {
      failure.compareAndSet(null, e);
      ranges.close();
    }
  }

  private void count(WorkPool<KeyRange>.Piece piece) throws StoreException, InterruptedException {
    int sinceLook = 0;
    try (EntryCursor cursor = store.list(piece.work(), Prune.NOTHING)) {
      RangeSplitter splitter = new RangeSplitter(piece.work(), cursor);
      Listed listed;
      while ((listed = cursor.next()) != null && failure.get() == null) {
        switch (listed) {
          case Entry entry -> {
            objects.increment();
            bytes.add(entry.sizeBytes());
          }
          case NotAFile _ -> {} // has no content of its own
          case Unlisted part -> unlisted.add(part);
        }
        if (++sinceLook >= KEYS_BETWEEN_LOOKS) {
          sinceLook = 0;
          piece.share(cursor.keysLeft(), splitter::split);
        }
      }
    }
  }

  long objects() {
    return objects.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  /// What is left of a range, from which upper parts are given away.
  private static final class RangeSplitter {
    private final EntryCursor cursor;
    private KeyRange range;

    RangeSplitter(KeyRange range, EntryCursor cursor) {
      this.range = range;
      this.cursor = cursor;
    }

    List<KeyRange> split(int most) {
      List<KeyRange> given = new ArrayList<>();
      for (Key key : cursor.proposeSplits(most + 1).reversed()) {
        if (range.canSplitAt(key)) {
          given.addFirst(range.above(key));
          range = range.below(key);
          cursor.truncate(key);
        }
      }
      return given;
    }
  }
}
