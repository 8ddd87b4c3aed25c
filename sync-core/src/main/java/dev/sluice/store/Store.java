package dev.sluice.store;

import dev.sluice.flow.Unanswered;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What lies under one location: it lists, reads, writes and deletes entries by key relative to
/// that location.
///
/// Every method may be called by many threads at once and blocks its caller, as a rule on the
/// network; an adapter whose calls would hold a carrier thread (local files) runs them on platform
/// threads of its own. Methods that declare [InterruptedException] give up promptly when
/// interrupted. Errors come as [StoreException], classified by the adapter; where an operation may
/// heal by itself the adapter has already tried again, so callers never loop.
///
/// What only some stores can do is an interface of its own, which a store hands out: [#serverCopy],
/// [#leftovers], [#versions], [#acls], [#emptyDirectories], [#takeaway]; empty where it has no such
/// thing.
///
/// Not here: metadata listing, random writes, renames, events.
public interface Store extends AutoCloseable {

  /// What holds for this kind of store.
  StoreProperties properties();

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

  /// Whether an entry still is as it was listed, as far as its size and its time or ETag tell: a
  /// look at it, for what will not be opened.
  ///
  /// @throws StoreException if the answer cannot be had
  default boolean isAsListed(Entry entry) throws StoreException, InterruptedException {
    return find(entry.key()).filter(entry::equals).isPresent();
  }

  /// What is known of a file's content without reading it, by now. May be more than the listing
  /// knew: that a file is one whose folder was renamed is known only once the place where it was
  /// has been listed, too.
  ///
  /// @param listed a file's entry
  /// @return empty where nothing is known
  /// @throws StoreException if the answer cannot be had
  default Optional<KnownContent> known(Entry listed) throws StoreException, InterruptedException {
    return listed.fingerprint() instanceof Remembered remembered
        ? Optional.of(new KnownContent(remembered, null))
        : Optional.empty();
  }

  /// What is known of a file's content without reading it.
  ///
  /// @param hashes what is remembered of it
  /// @param formerKey under which it was remembered, before its folder was renamed; null where it
  ///   had this one already, or nobody knows
  record KnownContent(Remembered hashes, @Nullable Key formerKey) {}

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

  /// Writes an entry of at most [StoreProperties#singleWriteBytes] in one go. Whoever reads the key
  /// sees what was there before or the whole new content, never a part; after a failure, what was
  /// there before. The writer reads all of `source` on the calling thread, then calls
  /// [ContentReader#verifyUnchanged] before the new content can be seen, and takes the attributes
  /// from it.
  ///
  /// @return what is now stored
  /// @throws StoreException of kind [StoreException.Kind#CONFLICT] if the spec's condition does not
  ///   hold, as far as the store knows conditions: nothing was written
  StoredContent write(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException;

  /// Begins writing a large entry in parts. Nothing is seen under the key before
  /// [PartWriter#commit].
  ///
  /// @param source whose parts will be written, and whose attributes the new entry gets
  /// @throws StoreException of kind [StoreException.Kind#REFUSED] if nothing here can be so large;
  ///   what is not has fewer parts than [Integer#MAX_VALUE]
  PartWriter writeParts(WriteSpec spec, ContentReader source)
      throws StoreException, InterruptedException;

  /// Deletes entries, each only if it still is what was listed, as far as the store knows such a
  /// condition: what has another ETag than the entry's fails as [StoreException.Kind#CONFLICT]. An
  /// absent key counts as deleted.
  ///
  /// @param entries at most [StoreProperties#deleteBatch]; of one without an ETag only the key
  ///   counts
  /// @return one failure for each key that could not be deleted; empty if all are gone
  /// @throws StoreException if the whole call failed, so that nothing is known of any key
  List<DeleteFailure> delete(List<Entry> entries) throws StoreException, InterruptedException;

  /// Copying within the service.
  default Optional<ServerCopy> serverCopy() {
    return Optional.empty();
  }

  /// What writes that did not end have left here.
  default Optional<Leftovers> leftovers() {
    return Optional.empty();
  }

  /// Earlier versions of entries, and delete markers.
  default Optional<Versions> versions() {
    return Optional.empty();
  }

  /// Access control lists.
  default Optional<Acls> acls() {
    return Optional.empty();
  }

  /// Directories without entries, which may stand where an entry is to be.
  default Optional<EmptyDirectories> emptyDirectories() {
    return Optional.empty();
  }

  /// Removing entries that have been copied elsewhere.
  default Optional<Takeaway> takeaway() {
    return Optional.empty();
  }

  /// Waits until all that was written so far would outlive a loss of power, as far as that is not
  /// so already with each write.
  ///
  /// @throws StoreException if it cannot be made certain
  default void makeDurable() throws StoreException, InterruptedException {}

  /// The physical place of the root, for telling whether two locations overlap.
  Place place() throws StoreException, InterruptedException;

  /// The physical place of an entry, which need not be there.
  default Place place(Key key) throws StoreException, InterruptedException {
    return place().of(key.value());
  }

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

  /// Releases what the store holds. Never throws.
  @Override
  void close();
}
