package dev.sluice.cache;

import dev.sluice.flow.Time;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.state.Row;
import dev.sluice.state.RowStore;
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
  private final Time time;
  private final Instant openedAt;
  private final long openedNanos;

  /// By how much a file's change time was ahead of this machine's clock.
  private final AtomicLong leadNanos = new AtomicLong();

  private final CacheCount count = new CacheCount();

  private HashCache(
      RowStore rows,
      CacheRules rules,
      RowKeys keys,
      @Nullable String own,
      RememberedCodec codec,
      Time time) {
    this.rows = rows;
    this.rules = rules;
    this.keys = keys;
    this.own = own;
    this.codec = codec;
    this.time = time;
    this.openedAt = time.now();
    this.openedNanos = time.nanos();
  }

  /// Opens the cache of a root.
  ///
  /// @param place where it is kept
  /// @param destination names what files are sent to, for what it says of them
  public static HashCache open(CachePlace place, CacheRules rules, String destination, Time time) {
    return new HashCache(
        RowStore.open(place.folder(), place.root(), time),
        rules,
        new RowKeys(place.prefix()),
        place.own(),
        RememberedCodec.of(destination),
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

  void forget(byte[] key) {
    rows.add(Row.removed(key));
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
    rows.close();
  }
}
