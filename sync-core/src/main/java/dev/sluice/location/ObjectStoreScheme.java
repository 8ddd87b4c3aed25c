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
import java.util.ArrayList;
import java.util.List;

/// A scheme of object stores, whose namespace is flat: a directory is but a prefix that keys share.
/// So the slash at the end alone tells an entry from a tree, and one name may be both.
public abstract class ObjectStoreScheme implements Scheme {

  /// To be called by the schemes that extend this.
  protected ObjectStoreScheme() {}

  @Override
  public final boolean hasDirectories() {
    return false;
  }

  @Override
  public final Found find(Location at, StoreOpener opener)
      throws UsageException, StoreException, InterruptedException {
    try (OpenStores open = new OpenStores(opener)) {
      return at.endsInSlash() ? tree(at, open) : treeOrEntry(at, open);
    }
  }

  private static Found tree(Location at, OpenStores open)
      throws UsageException, StoreException, InterruptedException {
    Store root = open.readable(at);
    if (!at.path().isEmpty() && !hasEntries(root)) {
      throw NearbyKeys.nothingAt(at, open.opener());
    }
    return new Found.Tree(open.keep(root), "");
  }

  private Found treeOrEntry(Location at, OpenStores open)
      throws UsageException, StoreException, InterruptedException {
    EntryPlace place = exactly(at);
    String name = place.key().value();
    Store tree = open.readable(treeAt(at, ""));
    Store around = open.unseen(place.parent());
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
      return new Found.Single(open.keep(around), place.key(), name);
    }
    if (isTree) {
      return new Found.Tree(open.keep(tree), name);
    }
    throw NearbyKeys.nothingAt(at, open.opener());
  }

  /// The stores that were opened to look at a location, of which one at most is kept.
  private static final class OpenStores implements AutoCloseable {
    private final StoreOpener opener;
    private final List<Store> stores = new ArrayList<>();

    OpenStores(StoreOpener opener) {
      this.opener = opener;
    }

    StoreOpener opener() {
      return opener;
    }

    Store readable(Location at) throws UsageException, StoreException, InterruptedException {
      return added(opener.openReadable(at, Side.SOURCE));
    }

    Store unseen(Location at) throws UsageException, StoreException {
      return added(opener.open(at, Side.SOURCE));
    }

    private Store added(Store store) {
      stores.add(store);
      return store;
    }

    Store keep(Store store) {
      stores.remove(store);
      return store;
    }

    @Override
    public void close() {
      stores.forEach(Store::close);
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
