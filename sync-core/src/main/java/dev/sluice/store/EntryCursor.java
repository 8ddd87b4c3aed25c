package dev.sluice.store;

import dev.sluice.model.Key;
import dev.sluice.model.Listed;
import org.jspecify.annotations.Nullable;

/// Reads the entries of one key range of one store in key order. Used by one thread at a time.
///
/// Keys come in strictly ascending order and lie in the range; an [dev.sluice.model.Unlisted]
/// directory stands where its first key would have stood, and every range that reaches into it
/// gives it, so that none takes what is in it for absent.
public interface EntryCursor extends RangeCursor<Listed> {

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
}
