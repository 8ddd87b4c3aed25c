package dev.sluice.state;

import dev.sluice.flow.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The log of one run: gathers rows as they come and writes them, sorted, a few megabytes at a
/// time. The file is made when there is something to write. Thread-safe; of those who add, one
/// writes at a time, and the others go on adding meanwhile.
///
/// Once writing has failed rows are dropped: what is not remembered is found out again.
final class RowLog {

  /// Rows are written when they take so much, or are so many, or so old: what a kill may cost.
  private static final int PENDING_BYTES = 4 << 20;

  private static final int PENDING_ROWS = 32_768;
  private static final Duration PENDING_AGE = Duration.ofSeconds(5);

  /// What a row takes in memory besides its key and facts, about.
  private static final int ROW_BYTES = 160;

  private final RowFolder folder;
  private final FileHeader header;
  private final Time time;

  /// Guards what is pending; never held while a file is written.
  private final ReentrantLock adding = new ReentrantLock();

  private PendingRows pending = new PendingRows();
  private long pendingBytes;
  private long pendingSinceNanos;

  /// Guards the file.
  private final ReentrantLock writing = new ReentrantLock();

  private RowFolder.@Nullable Log file;
  private @Nullable IOException failure;

  RowLog(RowFolder folder, FileHeader header, Time time) {
    this.folder = folder;
    this.header = header;
    this.time = time;
  }

  /// Takes a row, and takes the place of one with the same key.
  void add(Row row) {
    PendingRows due = null;
    adding.lock();
    try {
      if (pending.isEmpty()) {
        pendingSinceNanos = time.nanos();
      }
      pending.add(row);
      pendingBytes += ROW_BYTES + row.keyLength + row.factsLength;
      if (pendingBytes >= PENDING_BYTES
          || pending.size() >= PENDING_ROWS
          || time.nanos() - pendingSinceNanos >= PENDING_AGE.toNanos()) {
        due = takePending();
      }
    } finally {
      adding.unlock();
    }
    if (due != null) {
      write(due.sorted());
    }
  }

  /// The row of a key, if it is not written yet.
  @Nullable Row pending(byte[] key) {
    adding.lock();
    try {
      return pending.find(key);
    } finally {
      adding.unlock();
    }
  }

  private PendingRows takePending() {
    PendingRows taken = pending;
    pending = new PendingRows();
    pendingBytes = 0;
    return taken;
  }

  private void write(List<Row> rows) {
    writing.lock();
    try {
      if (failure != null) {
        return;
      }
      RowFolder.Log log = file;
      if (log == null) {
        folder.make();
        log = folder.beginLog(header);
        file = log;
      }
      BlockWriter writer = log.writer();
      for (Row row : rows) {
        writer.add(row);
      }
      writer.endRun();
    } catch (IOException e) {
      failure = e;
    } finally {
      writing.unlock();
    }
  }

  /// Writes what is left and ends the file.
  ///
  /// @return why rows were dropped; null if none were
  @Nullable IOException end() {
    PendingRows rest;
    adding.lock();
    try {
      rest = takePending();
    } finally {
      adding.unlock();
    }
    if (!rest.isEmpty()) {
      write(rest.sorted());
    }
    writing.lock();
    try {
      RowFolder.Log log = file;
      file = null;
      if (log != null) {
        try (BlockWriter writer = log.writer()) {
          if (failure == null) {
            writer.finish(false);
          }
        }
        folder.ended(log);
      }
    } catch (IOException e) {
      failure = e;
    } finally {
      writing.unlock();
    }
    return failure;
  }
}
