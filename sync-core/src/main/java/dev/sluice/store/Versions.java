package dev.sluice.store;

import dev.sluice.model.Checksum;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Earlier versions of entries, and delete markers: of stores that can keep them. Thread-safe.
public interface Versions {

  /// Whether the store keeps versions.
  enum State {
    /// It never has: what is written or deleted is gone at once.
    OFF,
    /// It keeps what is overwritten, and deletes by markers.
    ENABLED,
    /// It has, and keeps those that there are.
    SUSPENDED
  }

  /// What became of something that was to be deleted.
  sealed interface Deletion {

    /// It is gone, or was not there.
    ///
    /// @param marker the id of the delete marker that hides it now; null where none does: nothing
    ///   is left of it
    record Gone(@Nullable String marker) implements Deletion {}

    /// It is there still.
    record Failed(StoreException error) implements Deletion {}
  }

  /// Whether versions are kept.
  ///
  /// @throws StoreException if the answer cannot be had
  State state() throws StoreException, InterruptedException;

  /// Whether versions can be listed here at all, and so be deleted by their ids.
  ///
  /// @throws StoreException if the answer cannot be had
  boolean canList() throws StoreException, InterruptedException;

  /// Reads the versions and markers of a range: in the order of keys, and of one key the latest
  /// first.
  RangeCursor<ListedVersion> list(KeyRange range);

  /// Deletes versions and markers for good; of what may have been replaced meanwhile
  /// ([ObjectVersion#isReplaceable]) only what has the ETag that was listed.
  ///
  /// @param versions at most [StoreProperties#deleteBatch]
  /// @return one for each, in their order
  /// @throws StoreException if the whole call failed, so that nothing is known of any
  List<Deletion> deleteVersions(List<ObjectVersion> versions)
      throws StoreException, InterruptedException;

  /// Deletes what is seen under keys, as [Store#delete] does, and says which markers hide it now.
  ///
  /// @param entries at most [StoreProperties#deleteBatch]
  /// @return one for each, in their order
  /// @throws StoreException if the whole call failed, so that nothing is known of any
  List<Deletion> deleteLatest(List<Entry> entries) throws StoreException, InterruptedException;

  /// Copies a version of another store of the same service, with all that goes with it: it is then
  /// the latest of its key here.
  ///
  /// @param condition what must be seen under the key here
  /// @throws StoreException of kind [StoreException.Kind#CONFLICT] if that is not so
  StoredContent copy(Versions from, ObjectVersion version, WriteCondition condition)
      throws StoreException, InterruptedException;

  /// What the store vouches for of a version's content; empty where it says nothing.
  List<Checksum> checksums(ObjectVersion version) throws StoreException, InterruptedException;

  /// The address of one version as a message has it.
  String describe(Key key, @Nullable String version);
}
