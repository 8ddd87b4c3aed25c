package dev.sluice.location;

import dev.sluice.location.StoreOpener.Side;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;

/// A scheme of object stores, whose namespace is flat: a directory is but a prefix that keys share.
/// So the slash at the end alone tells an entry from a tree, and one name may be both.
public abstract class KeyScheme implements Scheme {

  /// For those that extend it.
  protected KeyScheme() {}

  @Override
  public final boolean hasDirectories() {
    return false;
  }

  @Override
  public final Found find(Location at, StoreOpener opener)
      throws UsageException, StoreException, InterruptedException {
    if (at.endsInSlash()) {
      Store root = opener.openReadable(at, Side.SOURCE);
      if (!at.path().isEmpty()) {
        requireSomethingIn(root, at, opener);
      }
      return new Found.Tree(root, "");
    }
    EntryPlace place = exactly(at);
    String name = place.key().value();
    Store tree = opener.openReadable(treeAt(at, ""), Side.SOURCE);
    Store around = opener.open(place.parent(), Side.SOURCE);
    boolean isEntry = around.find(place.key()).isPresent();
    boolean isTree = hasEntries(tree);
    if (isEntry && isTree) {
      throw new UsageException(
          at.text()
              + " is an object and a prefix too; write "
              + at.text()
              + "/ for what is under it");
    }
    if (isEntry) {
      tree.close();
      return new Found.Single(around, place.key(), name);
    }
    around.close();
    if (!isTree) {
      throw NearbyKeys.nothingAt(at, opener);
    }
    return new Found.Tree(tree, name);
  }

  private static void requireSomethingIn(Store root, Location at, StoreOpener opener)
      throws UsageException, StoreException, InterruptedException {
    boolean found = false;
    try {
      found = hasEntries(root);
    } finally {
      if (!found) {
        root.close();
      }
    }
    if (!found) {
      throw NearbyKeys.nothingAt(at, opener);
    }
  }

  private static boolean hasEntries(Store store) throws StoreException, InterruptedException {
    try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      return cursor.next() != null;
    }
  }

  @Override
  public final Location treeAt(Location destination, String below) {
    String path = destination.path();
    return destination.withPath((destination.endsInSlash() ? path : path + "/") + below);
  }

  @Override
  public final EntryPlace entryAt(Location destination, String name, StoreOpener opener) {
    return exactly(
        destination.endsInSlash() ? destination.withPath(destination.path() + name) : destination);
  }

  /// The parts of an address that does not end in a slash.
  private static EntryPlace exactly(Location at) {
    String path = at.path();
    String parent = path.substring(0, path.lastIndexOf('/') + 1);
    return new EntryPlace(at.withPath(parent), Key.of(path.substring(parent.length())));
  }
}
