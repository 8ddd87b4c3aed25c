package dev.sluice.cache;

import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is remembered of the files under a root. Thread-safe.
public interface HashMemory {

  /// Remembers nothing.
  HashMemory NONE = new NoMemory();

  /// Whether anything is remembered at all, so that it is worth asking for whole stamps.
  boolean isOn();

  /// Whether a directory is where this memory is kept: no part of what is listed, since it changes
  /// with every run.
  ///
  /// @param prefix its key, and a slash
  boolean isOwn(String prefix);

  /// Begins to recall the files of a range, which must be asked for in key order.
  Recall recall(KeyRange range);

  /// Remembers what was read of a file.
  ///
  /// @param stamp what was seen of it before it was read and again afterwards
  /// @param began when it was looked at for the first time, before it was read
  /// @return what was remembered of it, if it bears the same stamp still and is another content by
  ///   now: that stays remembered. Null where all is well, or was not looked at
  @Nullable Remembered remember(Key key, FileStamp stamp, Instant began, Remembered hashes);

  /// Remembers a file that this run has made, under a name that nobody knows until it has its own,
  /// of a content that is known.
  ///
  /// @param stamp what it bears under its own name
  /// @param now when that was seen
  void rememberWritten(Key key, FileStamp stamp, Instant now, Remembered hashes);

  /// Whether anything was remembered when the run began.
  boolean hasAny();

  /// Whether any file is not where it was remembered, so that [#recallMoved] may tell something.
  boolean hasMoved();

  /// What is remembered of a file that was listed before it was known that one with its stamp is
  /// gone from elsewhere: that was this one, whose folder was renamed. Such files that are listed
  /// after the place where they were are recalled like all others.
  ///
  /// @return null where nothing is
  @Nullable Remembered recallMoved(Key key, FileStamp stamp);

  /// The key of a file before its folder was renamed.
  ///
  /// @return null where it is not known to have had another
  @Nullable Key formerKey(FileStamp stamp);

  /// What came of recalling, up to now.
  CacheFigures figures();

  /// Recalls files in key order. Used by one thread at a time; blocks.
  interface Recall {

    /// What is remembered of a file that bears this stamp.
    ///
    /// @param key above all that were asked for before
    /// @return null where nothing is, or not of this stamp
    @Nullable Remembered of(Key key, FileStamp stamp);

    /// What is remembered of the file that was asked for last, and not believed: it was read too
    /// soon after its change, or has changed since. Null where that has no ETag that it was sent
    /// as.
    default @Nullable Remembered doubted() {
      return null;
    }

    /// The same two as a fingerprint.
    ///
    /// @param key as for [#of]
    default Fingerprint fingerprint(Key key, FileStamp stamp) {
      Remembered known = of(key, stamp);
      if (known != null) {
        return known;
      }
      Remembered doubted = doubted();
      return doubted == null ? Fingerprint.UNREAD : new Fingerprint.Unread(doubted);
    }

    /// Says that something between the last key that was asked for and the next may be there
    /// without being asked for.
    void passOver();

    /// Says that all files of the range up to a key, if there are any, were asked for.
    ///
    /// @param upTo the range's end by now; null for none
    void end(@Nullable Key upTo);

    /// Says that somebody else asks for the last so many files again, so that they are counted
    /// there.
    void takeBack(int files);

    /// Says that nobody else will ask for what was asked for here.
    void settle();
  }
}
