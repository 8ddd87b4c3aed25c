package dev.sluice.store;

import dev.sluice.model.Key;
import dev.sluice.model.Listed;
import java.util.Optional;
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

  /// A key that would part what is still unread into two halves worth reading at once.
  ///
  /// Advice, and as cheap as the store can make it (at most one request).
  ///
  /// @return a key not below the last one returned and below the range's end; empty where parting
  ///   is not worth while
  Optional<Key> proposeSplit() throws StoreException, InterruptedException;

  /// Gives up everything above `upTo`: from now on the range ends there.
  ///
  /// @param upTo not below the last key returned
  void truncate(Key upTo);

  /// Frees what the cursor holds. Never throws.
  @Override
  void close();
}
