package dev.sluice.location;

import dev.sluice.model.Key;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;

/// What a scheme means by its locations: how they are written, what is there, and where in them a
/// tree or an entry lands. Stateless and thread-safe.
public interface Scheme {

  /// What a source turned out to be.
  sealed interface Found {

    /// All of a store.
    ///
    /// @param root the store, to be closed by whoever gets this
    /// @param name the location's last name; empty where it has none
    record Tree(Store root, String name) implements Found {}

    /// One entry.
    ///
    /// @param root the store that holds it, to be closed by whoever gets this
    /// @param key its key there
    /// @param name the name that it was given by: of a link, the link's own
    record Single(Store root, Key key, String name) implements Found {}

    /// The store, to be closed by whoever gets this.
    Store root();
  }

  /// Where one entry is to be written.
  ///
  /// @param parent the tree around it
  /// @param key its key there
  record EntryPlace(Location parent, Key key) {}

  /// That a destination may be meant otherwise.
  ///
  /// @param line for the user, with the other spelling
  /// @param refuses whether that is so likely that nothing may be written there
  record Ambiguity(String line, boolean refuses) {}

  /// What stands in front of `://`, in lower case; empty for paths, which have nothing there.
  String name();

  /// How such locations are written, for messages: `s3://bucket/prefix/`.
  String form();

  /// Whether there are directories: then a destination of a tree is one without a slash at the end
  /// too, and is made where it does not exist.
  boolean hasDirectories();

  /// Whether what is written there can be given an ACL, a storage class, a condition.
  boolean takesWriteOptions();

  /// Refuses what is no location of this scheme, whatever there is.
  ///
  /// @throws UsageException with a line for the user
  void check(Location location) throws UsageException;

  /// Looks what is at a location that is to be read.
  ///
  /// @throws UsageException if it is none of the two, or both
  /// @throws StoreException of kind [StoreException.Kind#NO_ROOT] if nothing is there, with what
  ///   was perhaps meant; or if that cannot be found out
  Found find(Location source, StoreOpener opener)
      throws UsageException, StoreException, InterruptedException;

  /// Where a tree is to be written.
  ///
  /// @param below what its keys get in front of them: empty, or ending in a slash
  /// @throws UsageException if no tree can be there
  Location treeAt(Location destination, String below) throws UsageException;

  /// Where one entry is to be written: under its name below `destination`, or exactly there.
  ///
  /// @param opener for those who have to look what is there
  /// @throws UsageException if no entry can be there
  EntryPlace entryAt(Location destination, String name, StoreOpener opener)
      throws UsageException, StoreException, InterruptedException;

  /// Whether a destination of this scheme was perhaps meant to be of another.
  ///
  /// @return null where there is nothing to say
  default @Nullable Ambiguity ambiguity(Location source, Location destination)
      throws UsageException {
    return null;
  }
}
