package dev.sluice.store.memory;

import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Runs before each call to a [MemoryStore]: changes what the call will meet, or makes it fail.
@FunctionalInterface
public interface MemoryHook {

  /// Does nothing.
  MemoryHook NONE = (_, _) -> {};

  /// The calls there are.
  enum Operation {
    /// Each [dev.sluice.store.EntryCursor#next].
    LIST,
    /// [dev.sluice.store.Store#find].
    FIND,
    /// [dev.sluice.store.Store#checkReadable].
    CHECK,
    /// [dev.sluice.store.Store#open].
    OPEN,
    /// Each [dev.sluice.store.ContentReader#read].
    READ,
    /// [dev.sluice.store.ContentReader#verifyUnchanged].
    VERIFY,
    /// [dev.sluice.store.Store#write], after the source was read.
    WRITE,
    /// [dev.sluice.store.PartWriter#writePart], after the source was read.
    WRITE_PART,
    /// [dev.sluice.store.PartWriter#commit], after the source was verified.
    COMMIT,
    /// [dev.sluice.store.Store#copy].
    COPY,
    /// [dev.sluice.store.Store#delete], for each key.
    DELETE
  }

  /// Runs before a call, on the caller's thread.
  ///
  /// @param operation which call
  /// @param key which entry; for [Operation#LIST] the last one given, null before the first
  /// @throws StoreException to make the call fail with it
  /// @throws InterruptedException to end it as an interruption would
  void before(Operation operation, @Nullable Key key) throws StoreException, InterruptedException;
}
