package dev.sluice.store;

import dev.sluice.flow.Unanswered;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What lies under one location: it lists, reads, writes, copies and deletes entries by key
/// relative to that location.
///
/// Every method may be called by many threads at once and blocks its caller, as a rule on the
/// network; an adapter whose calls would hold a carrier thread (local files) runs them on platform
/// threads of its own. Methods that declare [InterruptedException] give up promptly when
/// interrupted. Errors come as [StoreException], classified by the adapter; where an operation may
/// heal by itself the adapter has already tried again, so callers never loop.
///
/// Not here: metadata listing, random writes, renames, versions, events.
public interface Store extends AutoCloseable {

  /// What this kind of store can do.
  Capabilities capabilities();

  /// The address of `key` as a user would write it: `s3://bucket/p/a.jpg`, `/data/p/a.jpg`. With
  /// null, the root's.
  String describe(@Nullable Key key);

  /// Reads the keys of `range` in key order.
  ///
  /// @param range which keys
  /// @param prune tells which directories need not be entered; an adapter may ignore it
  EntryCursor list(KeyRange range, Prune prune);

  /// Looks one entry up.
  ///
  /// @return the entry, or empty where there is none under exactly this key
  /// @throws StoreException if the answer cannot be had
  Optional<Entry> find(Key key) throws StoreException, InterruptedException;

  /// Whether a listing still shows `key`, which [#find] did not: then it is not gone, but there and
  /// out of reach, under this name at least.
  ///
  /// @throws StoreException if the answer cannot be had
  default boolean isListed(Key key) throws StoreException, InterruptedException {
    return false;
  }

  /// Checks that the root is there and may be listed.
  ///
  /// @throws StoreException of kind [StoreException.Kind#NO_ROOT] where a directory or a bucket
  ///   does not exist
  void checkReadable() throws StoreException, InterruptedException;

  /// Checks that the root is still the one that was first looked at, and that what was mounted in
  /// it still is. What is not found after a mount has gone is no proof that it does not exist. A
  /// store whose root cannot be exchanged has nothing to check.
  ///
  /// @throws StoreException of kind [StoreException.Kind#NO_ROOT] if the root is gone or another
  ///   one; of kind [StoreException.Kind#CHANGED] if only something mounted below it is gone
  default void requireSameRoot() throws StoreException, InterruptedException {}

  /// What is certain of an entry's content. A listing's ETag may look like an MD5, or like one of
  /// parts, and be neither (SSE-KMS, SSE-C); this asks, at the cost of one request.
  Confirmed confirm(Entry entry) throws StoreException, InterruptedException;

  /// Opens an entry for reading.
  ///
  /// The reader gives the content that `entry` describes or fails with
  /// [StoreException.Kind#CHANGED]; it never mixes two contents. The caller closes it.
  ContentReader open(Entry entry) throws StoreException, InterruptedException;

  /// Writes an entry of at most [Capabilities#singleWriteBytes] in one go. Whoever reads the key
  /// sees what was there before or the whole new content, never a part; after a failure, what was
  /// there before. The writer reads all of `source` on the calling thread, then calls
  /// [ContentReader#verifyUnchanged] before the new content can be seen, and takes the attributes
  /// from it.
  ///
  /// @return what is now stored
  /// @throws StoreException of kind [StoreException.Kind#CONFLICT] if the spec's condition does not
  ///   hold, as far as the store knows conditions: nothing was written
  Written write(WriteSpec spec, ContentReader source) throws StoreException, InterruptedException;

  /// Begins writing a large entry in parts. Nothing is seen under the key before
  /// [PartWriter#commit].
  ///
  /// @param source whose parts will be written, and whose attributes the new entry gets
  /// @throws StoreException of kind [StoreException.Kind#REFUSED] if nothing here can be so large;
  ///   what is not has fewer parts than [Integer#MAX_VALUE]
  PartWriter writeParts(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException;

  /// A handle by which another store may copy `entry` without its bytes passing through this
  /// machine.
  ///
  /// @return empty where this kind of store has no such thing
  Optional<CopySource> copySource(Entry entry);

  /// Whether [#copy] can take from `source`: same endpoint and credentials.
  boolean canCopy(CopySource source);

  /// Copies within the service, only if the source still is what was listed, keeping its metadata.
  ///
  /// @throws StoreException of kind [StoreException.Kind#CHANGED] if it is not
  Written copy(CopySource source, WriteSpec spec) throws StoreException, InterruptedException;

  /// Deletes entries, each only if it still is what was listed, as far as the store knows such a
  /// condition: what has another ETag than the entry's fails as [StoreException.Kind#CONFLICT]. An
  /// absent key counts as deleted.
  ///
  /// @param entries at most [Capabilities#deleteBatch]; of one without an ETag only the key counts
  /// @return one failure for each key that could not be deleted; empty if all are gone
  /// @throws StoreException if the whole call failed, so that nothing is known of any key
  List<DeleteFailure> delete(List<Entry> entries) throws StoreException, InterruptedException;

  /// Removes directories that hold no entries from the places of `keys`, which are to be written:
  /// an empty directory is no entry, so that no deletion removes it. What holds anything stays.
  default void removeEmptyDirectories(List<Key> keys) throws InterruptedException {}

  /// Removes what runs of this machine that were killed have left here, as far as no listing does
  /// it on its way. Nobody else's is touched; what cannot be removed stays for a later run.
  default void removeLeftovers() throws InterruptedException {}

  /// What this store has removed so far that runs had left which were killed.
  default Removed removed() {
    return Removed.NOTHING;
  }

  /// Removes what runs have left here, and nothing else; see each store for what it takes for such.
  ///
  /// @return what was removed, or would be
  /// @throws StoreException if not all of the place could be looked through
  default Removed cleanUp(CleanUpOrder order) throws StoreException, InterruptedException {
    return Removed.NOTHING;
  }

  /// A name for the physical place of the root, for telling whether two locations overlap: equal
  /// scopes are the same bucket or file system, and then one path may be the other's beginning.
  Place place() throws StoreException, InterruptedException;

  /// What its calls have cost so far. Stores that share a connection give the same figures.
  default StoreActivity activity() {
    return StoreActivity.NONE;
  }

  /// What counts its calls. Stores with the same one give the same figures, which are to be counted
  /// once.
  default Object meter() {
    return this;
  }

  /// The calls that have not been answered for `atLeast`, nor moved on meanwhile. To be asked again
  /// and again; never blocks. Stores with the same [#meter] give the same calls.
  default List<Unanswered> unanswered(Duration atLeast) {
    return List.of();
  }

  /// What writes have begun here and neither finished nor taken back, though nothing is written any
  /// more: a line for the user for each, with the remedy. Empty where all is in order.
  default List<String> leftBehind() {
    return List.of();
  }

  /// Releases what the store holds. Never throws.
  @Override
  void close();
}
