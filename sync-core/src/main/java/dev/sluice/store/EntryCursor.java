package dev.sluice.store;

import dev.sluice.model.Key;
import dev.sluice.model.Listed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads one key range of one store in key order. Used by one thread at a time.
///
/// Keys come in strictly ascending order and lie in the range; an [dev.sluice.model.Unlisted]
/// directory stands where its first key would have stood, and every range that reaches into it
/// gives it, so that none takes what is in it for absent.
public interface EntryCursor extends AutoCloseable {

  /// The next thing in the range.
  ///
  /// @return null when the range is read to its end; from then on always null
  /// @throws StoreException if the listing cannot go on. The range is then incomplete
  @Nullable Listed next() throws StoreException, InterruptedException;

  /// Says that the caller can read a range by parts: from now on [#next] throws a [StuckException]
  /// where a part is not answered for long and the rest may be read by others meanwhile. A cursor
  /// need not know such parts.
  default void leaveWhatHangs() {}

  /// Says that the caller needs nothing below `key`. What lies there may be left out, and is where
  /// that saves a request or a look at the disk; what was read already is given all the same.
  ///
  /// Everything from `key` on is given as if nothing had been said; so is a directory that could
  /// not be listed and reaches up to it. Call it as often as you like: it is cheap where it changes
  /// nothing.
  ///
  /// @param key null if nothing at all is needed any more
  /// @return whether anything may be left out that would have been given otherwise
  boolean seek(@Nullable Key key);

  /// About how many things are still to come. A guess, good for comparing cursors of one kind; asks
  /// nobody.
  double keysLeft();

  /// Keys that would part what is still unread into parts worth reading at once, each about as
  /// large as the others. Advice, and free: no request, no look at the disk. A part may turn out to
  /// hold nothing.
  ///
  /// @param parts how many parts at most, at least 2
  /// @return fewer than `parts` keys in ascending order, none below the last one returned by
  ///   [#next] and all below the range's end; empty where parting is not worth while
  List<Key> proposeSplits(int parts);

  /// Gives up everything above `upTo`: from now on the range ends there.
  ///
  /// @param upTo not below the last key returned
  void truncate(Key upTo);

  /// Frees what the cursor holds. Never throws.
  @Override
  void close();
}
