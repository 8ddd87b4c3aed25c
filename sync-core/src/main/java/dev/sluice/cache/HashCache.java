package dev.sluice.cache;

import dev.sluice.flow.Time;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.state.Row;
import dev.sluice.state.RowStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Remembers files from run to run in a [RowStore].
///
/// A file that was read so soon after its last change that another change might have left no trace
/// is remembered as *racy*: the next run reads it again. Thread-safe.
public final class HashCache implements HashMemory, AutoCloseable {

  /// A wall clock that was set while the run went on tells no ages.
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

  private final RowStore rows;
  private final CacheRules rules;
  private final RowKeys keys;
  private final @Nullable String own;
  private final RememberedCodec codec;

  /// Null where stamps do not tell a file under another name.
  private final @Nullable MovedFiles moved;

  private final Time time;
  private final Instant openedAt;
  private final long openedNanos;

  /// By how much a file's change time was ahead of this machine's clock.
  private final AtomicLong leadNanos = new AtomicLong();

  private final CacheCount count = new CacheCount();

  private HashCache(
      RowStore rows,
      CacheRules rules,
      CachePlace place,
      RememberedCodec codec,
      @Nullable MovedFiles moved,
      Time time) {
    this.rows = rows;
    this.rules = rules;
    this.keys = new RowKeys(place.prefix());
    this.own = place.own();
    this.codec = codec;
    this.moved = moved;
    this.time = time;
    this.openedAt = time.now();
    this.openedNanos = time.nanos();
  }

  /// Opens the cache of a root.
  ///
  /// @param place where it is kept
  /// @param destination names what files are sent to, for what it says of them
  /// @param temporary where what does not fit into memory is kept
  public static HashCache open(
      CachePlace place, CacheRules rules, String destination, Path temporary, Time time) {
    return new HashCache(
        RowStore.open(place.folder(), place.root(), time),
        rules,
        place,
        RememberedCodec.of(destination),
        rules.check() == CacheCheck.STRICT ? new MovedFiles(temporary) : null,
        time);
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public boolean isOwn(String prefix) {
    return prefix.equals(own);
  }

  @Override
  public Recall recall(KeyRange range) {
    return new CacheRecall(this, rows.cursor(), range);
  }

  @Override
  public @Nullable Remembered remember(Key key, FileStamp stamp, Instant began, Remembered hashes) {
    byte[] name = keys.of(key);
    boolean isLookedUp = codec.isPartial(hashes) || rules.recheckShare() > 0;
    Row before = isLookedUp ? rows.find(name) : null;
    if (before != null && before.isRemoved()) {
      before = null;
    }
    Remembered known = before == null ? null : contradicted(before, stamp, hashes);
    if (known == null) {
      rows.add(Row.of(name, stamp, isRacy(stamp, began), codec.write(hashes, before, stamp)));
    }
    return known;
  }

  /// Its change time is that of its renaming, a moment ago: so it is racy as a rule, and is read
  /// once more by the next run before it is believed.
  @Override
  public void rememberWritten(Key key, FileStamp stamp, Instant now, Remembered hashes) {
    rows.add(Row.of(keys.of(key), stamp, isRacy(stamp, now), codec.write(hashes, null, stamp)));
  }

  @Override
  public boolean hasAny() {
    return rows.hasAny();
  }

  /// What is remembered of a file, if that was to be believed and is not what was read now. Where
  /// the check asks for no change time, a file may well change without a trace.
  private @Nullable Remembered contradicted(Row before, FileStamp stamp, Remembered hashes) {
    boolean isToBeBelieved =
        rules.check() != CacheCheck.MTIME
            && stamp.ctimeNanos() != 0
            && !before.isRacy()
            && rules.check().compare(before, stamp) == null;
    Remembered known = isToBeBelieved ? codec.read(before.facts()) : null;
    return known != null && known.contradicts(hashes) ? known : null;
  }

  /// Whether a file may have been changed after it was read without a change of its stamp.
  private boolean isRacy(FileStamp stamp, Instant began) {
    long beganNanos = FileStamp.nanos(began);
    long changed = Math.max(stamp.mtimeNanos(), stamp.ctimeNanos());
    long lead = leadNanos.accumulateAndGet(stamp.ctimeNanos() - beganNanos, Math::max);
    return changed + rules.margin().toNanos() + lead >= beganNanos || isClockSet();
  }

  private boolean isClockSet() {
    long passed = time.nanos() - openedNanos;
    Duration differs = Duration.between(openedAt.plusNanos(passed), time.now()).abs();
    return differs.compareTo(CLOCK_TOLERANCE) > 0;
  }

  /// A file is not there any more, or not under this name.
  void forget(Row row) {
    if (moved != null) {
      moved.add(row);
    }
    rows.add(Row.removed(row.keyBytes()));
  }

  /// What is remembered of a file under another name, which is gone. From now on it is remembered
  /// under its new one; without what was said of the object that was made of it.
  ///
  /// @param name the row's key by now
  @Nullable Remembered moved(byte[] name, FileStamp stamp) {
    Row row = moved == null ? null : moved.find(stamp);
    Remembered known = row == null || isToBeRechecked() ? null : hashes(row);
    Remembered digests = known == null ? null : known.withoutSentETag();
    if (digests != null) {
      rows.add(Row.of(name, stamp, false, codec.write(digests, null, stamp)));
    }
    return digests;
  }

  @Override
  public boolean hasMoved() {
    return moved != null && moved.hasAny();
  }

  @Override
  public @Nullable Remembered recallMoved(Key key, FileStamp stamp) {
    Remembered found = moved(keys.of(key), stamp);
    if (found != null) {
      synchronized (count) {
        count.foundLate(stamp.sizeBytes());
      }
    }
    return found;
  }

  @Override
  public @Nullable Key formerKey(FileStamp stamp) {
    Row row = moved == null ? null : moved.find(stamp);
    return row == null ? null : keys.key(row);
  }

  @Nullable Remembered hashes(Row row) {
    return codec.read(row.facts());
  }

  CacheCheck check() {
    return rules.check();
  }

  RowKeys keys() {
    return keys;
  }

  boolean isToBeRechecked() {
    double share = rules.recheckShare();
    return share > 0 && ThreadLocalRandom.current().nextDouble() < share;
  }

  void count(CacheCount of) {
    synchronized (count) {
      count.add(of);
    }
  }

  @Override
  public CacheFigures figures() {
    synchronized (count) {
      return count.figures();
    }
  }

  /// What could not be used or not be written: a line each, for the user.
  public List<String> problems() {
    return rows.problems();
  }

  /// Writes what is left. Nothing must be recalled any more.
  @Override
  public void close() {
    if (moved != null) {
      moved.close();
    }
    rows.close();
  }
}
