package dev.sluice.cache;

import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.state.Row;
import dev.sluice.state.RowCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads rows beside a walk in key order. What cannot be read is not remembered. Used by one thread
/// at a time.
final class CacheRecall implements HashMemory.Recall {

  /// What came of asking for a file: null for a hit.
  private record Answer(@Nullable CacheMiss miss, long sizeBytes) {}

  private final HashCache cache;
  private final CacheCheck check;
  private final RowCursor rows;
  private final byte[] begin;

  /// There is a row at which the cursor stands.
  private boolean hasRow;

  /// It was asked for.
  private boolean isAskedFor;

  private boolean begun;
  private boolean failed;

  private @Nullable Remembered doubted;

  /// Files between the last that was asked for and the next may be there.
  private boolean passesOver;

  /// Not counted yet, for they may be taken back.
  private final List<Answer> answers = new ArrayList<>();

  CacheRecall(HashCache cache, RowCursor rows, KeyRange range) {
    this.cache = cache;
    this.check = cache.check();
    this.rows = rows;
    Key after = range.after();
    this.begin = after == null ? cache.keys().first() : cache.keys().of(after);
    this.isAskedFor = after != null; // at the bound itself, which is not in the range
  }

  @Override
  public @Nullable Remembered of(Key key, FileStamp stamp) {
    CacheMiss miss = CacheMiss.NEW;
    Remembered found = null;
    doubted = null;
    byte[] name = cache.keys().of(key);
    try {
      if (moveTo(name)) {
        isAskedFor = true;
        Row row = rows.row();
        miss = row.isRemoved() ? CacheMiss.NEW : judge(row, stamp);
        found = miss == null ? cache.hashes(row) : null;
        doubted = miss == null || row.isRemoved() ? null : sent(cache.hashes(row));
      }
    } catch (IOException e) {
      fail();
    }
    passesOver = false;
    found = miss == CacheMiss.NEW ? cache.moved(name, stamp) : found;
    boolean isHit = found != null;
    answers.add(new Answer(isHit ? null : miss == null ? CacheMiss.NEW : miss, stamp.sizeBytes()));
    return found;
  }

  private static @Nullable Remembered sent(@Nullable Remembered of) {
    return of == null || of.md5() == null || of.sentETag() == null ? null : of;
  }

  @Override
  public @Nullable Remembered doubted() {
    return doubted;
  }

  private @Nullable CacheMiss judge(Row row, FileStamp stamp) {
    CacheMiss miss = check.compare(row, stamp);
    if (miss != null) {
      return miss;
    }
    return row.isRacy() ? CacheMiss.RACY : cache.isToBeRechecked() ? CacheMiss.RECHECK : null;
  }

  private void fail() {
    failed = true;
    hasRow = false;
  }

  /// Moves on to the first row that is not below a key.
  ///
  /// @return whether it is the key's
  private boolean moveTo(byte[] key) throws IOException {
    if (failed) {
      return false;
    }
    if (!begun) {
      begun = true;
      rows.seek(begin);
      hasRow = rows.next();
      isAskedFor = isAskedFor && hasRow && rows.row().compareKey(begin) == 0;
    }
    int order = -1;
    while (hasRow && (order = rows.row().compareKey(key)) < 0) {
      forgetUnasked();
      hasRow = rows.next();
      isAskedFor = false;
    }
    return hasRow && order == 0;
  }

  /// There is no file any more of a row that was not asked for, unless files were passed over.
  private void forgetUnasked() {
    if (!isAskedFor && !passesOver && !rows.row().isRemoved()) {
      cache.forget(rows.row());
    }
  }

  @Override
  public void passOver() {
    passesOver = true;
  }

  @Override
  public void end(@Nullable Key upTo) {
    try {
      byte[] end = upTo == null ? cache.keys().end() : cache.keys().of(upTo);
      if (end == null) {
        while (hasRowFromHere()) {
          forgetUnasked();
          hasRow = rows.next();
          isAskedFor = false;
        }
      } else if (moveTo(end) && upTo != null) {
        forgetUnasked();
      }
    } catch (IOException e) {
      fail();
    }
  }

  private boolean hasRowFromHere() throws IOException {
    if (!begun) {
      moveTo(begin);
    }
    return hasRow;
  }

  @Override
  public void takeBack(int files) {
    answers.subList(answers.size() - files, answers.size()).clear();
  }

  @Override
  public void settle() {
    if (answers.isEmpty()) {
      return;
    }
    CacheCount count = new CacheCount();
    for (Answer answer : answers) {
      if (answer.miss() == null || answer.sizeBytes() > 0) { // an empty file is not read anyway
        count.add(answer.miss(), answer.sizeBytes());
      }
    }
    answers.clear();
    cache.count(count);
  }
}
