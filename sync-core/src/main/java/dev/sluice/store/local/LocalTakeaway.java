package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Time;
import dev.sluice.model.Entry;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.StoreException;
import dev.sluice.store.Takeaway;
import dev.sluice.store.Versions.Deletion;
import dev.sluice.store.local.read.LocalFinder;
import dev.sluice.store.local.write.LocalDeleter;
import dev.sluice.store.local.write.WholeStamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Removes files that still bear the whole stamp that they had before they were read. A symbolic
/// link is never removed, nor what it leads to.
///
/// @param io runs the calls to the file system
record LocalTakeaway(LocalFinder finder, LocalDeleter deleter, BlockingIo io, Time time)
    implements Takeaway {

  /// The clock of a file system goes by ticks of ten milliseconds at most: of a change within the
  /// tick of the last one, no stamp tells.
  private static final Duration TICK = Duration.ofMillis(100);

  /// That of a file system which keeps no fractions of seconds: FAT counts every other second.
  private static final Duration COARSE_TICK = Duration.ofSeconds(2);

  private static final int MOST_LOOKS = 3;

  @Override
  public Optional<Seen> look(Entry entry) throws StoreException, InterruptedException {
    for (int looks = 1; ; looks++) {
      WholeStamp stamp = io.<@Nullable WholeStamp, StoreException>call(() -> stampOf(entry));
      if (stamp == null) {
        return Optional.empty();
      }
      long ageNanos = FileStamp.nanos(time.now()) - stamp.stamp().ctimeNanos();
      long tickNanos = tick(stamp.stamp().ctimeNanos()).toNanos();
      if (ageNanos >= tickNanos) {
        return Optional.of(new Seen(entry, stamp.text()));
      }
      if (looks == MOST_LOOKS) {
        return Optional.empty(); // it is being written
      }
      time.sleep(Duration.ofNanos(Math.clamp(tickNanos - ageNanos, 0, tickNanos)));
    }
  }

  /// Within what time a file may be changed again without its stamp showing that.
  ///
  /// @param changedNanos the time of its last change
  static Duration tick(long changedNanos) {
    boolean isWholeSecond = changedNanos % Duration.ofSeconds(1).toNanos() == 0;
    return isWholeSecond ? COARSE_TICK : TICK;
  }

  /// The stamp of a file that is as it was listed, its remembered content too: that may be what
  /// tells that the other side has the same.
  private @Nullable WholeStamp stampOf(Entry entry) throws StoreException {
    WholeStamp stamp = deleter.stamp(entry.key());
    if (stamp == null
        || stamp.stamp().sizeBytes() != entry.sizeBytes()
        || !stamp.modifiedTime().equals(entry.modifiedTime())) {
      return null;
    }
    if (!(entry.fingerprint() instanceof Fingerprint.Remembered)) {
      return stamp;
    }
    boolean isRemembered = finder.find(entry.key()).filter(entry::equals).isPresent();
    return isRemembered && stamp.equals(deleter.stamp(entry.key())) ? stamp : null;
  }

  @Override
  public List<Deletion> remove(List<Seen> entries) throws InterruptedException {
    Map<Key, String> stamps = new LinkedHashMap<>();
    for (Seen each : entries) {
      String stamp = each.stamp();
      if (stamp == null) {
        throw new IllegalArgumentException("not looked at: " + each.entry().key());
      }
      stamps.put(each.entry().key(), stamp);
    }
    Map<Key, StoreException> failures = new HashMap<>();
    for (DeleteFailure failure :
        io.<List<DeleteFailure>, RuntimeException>call(() -> deleter.deleteStamped(stamps))) {
      failures.put(failure.key(), failure.error());
    }
    return entries.stream().map(each -> deletion(failures.get(each.entry().key()))).toList();
  }

  private static Deletion deletion(@Nullable StoreException failure) {
    return failure == null ? new Deletion.Gone(null) : new Deletion.Failed(failure);
  }
}
