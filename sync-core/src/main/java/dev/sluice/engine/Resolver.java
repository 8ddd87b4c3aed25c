package dev.sluice.engine;

import dev.sluice.engine.StoreOpener.Side;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Place;
import dev.sluice.store.Prune;
import dev.sluice.store.SingleEntryStore;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Turns what a user named into two stores whose equal keys belong together, by the rules of
/// trailing slashes, and refuses what would put entries where nobody meant them. The table of the
/// rules is in `docs/paths.md`.
public final class Resolver {

  private final StoreOpener opener;

  /// @param opener makes the stores
  public Resolver(StoreOpener opener) {
    this.opener = opener;
  }

  /// What the source turned out to be: a tree, or one entry of it.
  ///
  /// @param root the store that holds it
  /// @param single the one entry, null for all of the store
  /// @param appended the name that the destination gets appended; empty where the source ends in a
  ///   slash. Of one entry, the name that it was given by: a link's own
  private record Source(Store root, @Nullable Key single, String appended) {}

  /// Resolves the two sides, after checking that both are there.
  ///
  /// @return two stores, to be closed by the caller
  /// @throws UsageException where the pair makes no sense
  /// @throws StoreException where a side is missing or cannot be reached
  public SidePair resolve(Location source, Location destination)
      throws UsageException, StoreException, InterruptedException {
    LocalPaths.refuseLikelyBucket(source, destination);
    Source from = resolveSource(source);
    boolean resolved = false;
    try {
      SidePair pair = pair(from, source, destination);
      refuseOverlap(pair, source, destination);
      resolved = true;
      return pair;
    } finally {
      if (!resolved) {
        from.root().close();
      }
    }
  }

  /// A line for the user about a destination that can be taken as it is, and may have been meant
  /// otherwise; to be asked for before the run makes it.
  ///
  /// @return null where there is nothing to say
  public static @Nullable String doubt(Location source, Location destination)
      throws UsageException {
    return LocalPaths.doubt(source, destination);
  }

  /// Opens one location for reading alone.
  ///
  /// @return a store, to be closed by the caller
  public Store resolveForReading(Location location)
      throws UsageException, StoreException, InterruptedException {
    Source source = resolveSource(location);
    Key single = source.single();
    return single == null
        ? source.root()
        : SingleEntryStore.source(source.root(), single, Key.of(source.appended()));
  }

  /// Opens a folder or a prefix that is there but need not hold anything.
  ///
  /// @return a store, to be closed by the caller
  public Store resolvePlace(Location location)
      throws UsageException, StoreException, InterruptedException {
    return switch (location) {
      case Location.Local local -> checked(opener.local(LocalPaths.of(local), Side.SOURCE));
      case Location.S3 s3 ->
          checked(
              opener.s3(
                  s3.bucket(), s3.endsInSlash() ? s3.key() : s3.key() + "/", Side.DESTINATION));
    };
  }

  private Source resolveSource(Location source)
      throws UsageException, StoreException, InterruptedException {
    return switch (source) {
      case Location.Local local -> localSource(local);
      case Location.S3 s3 -> s3Source(s3);
    };
  }

  private Source localSource(Location.Local local)
      throws UsageException, StoreException, InterruptedException {
    Path path = LocalPaths.of(local);
    if (Files.isDirectory(path)) {
      Store root = checked(opener.local(path, Side.SOURCE));
      String name = LocalPaths.lastName(local);
      return new Source(root, null, local.endsInSlash() || name.isEmpty() ? "" : name + "/");
    }
    if (Files.isRegularFile(path) && !local.endsInSlash()) {
      Path file = followed(path);
      Path parent = file.getParent();
      Path name = file.getFileName();
      Path named = path.getFileName();
      if (parent != null && name != null && named != null) {
        Store root = opener.local(parent, Side.SOURCE);
        return new Source(root, Key.of(name.toString()), named.toString());
      }
    }
    if (Files.isRegularFile(path)) {
      throw new UsageException(local.path() + " is a file; write it without the slash at the end");
    }
    if (Files.exists(path)) {
      throw new UsageException(local.path() + " is neither a file nor a directory");
    }
    throw new StoreException(
        Kind.NO_ROOT,
        "no such source: "
            + local.path()
            + (isLink(path)
                ? " is a symbolic link that leads nowhere"
                : " does not exist" + LocalPaths.orInS3(local)));
  }

  /// What a path means that may be a link: whoever names a link means what it leads to.
  private static Path followed(Path path) throws StoreException {
    if (!isLink(path)) {
      return path.toAbsolutePath();
    }
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new StoreException(Kind.NO_ROOT, path + " is a symbolic link that leads nowhere", e);
    }
  }

  private static boolean isLink(Path path) {
    return Files.isSymbolicLink(path);
  }

  private Source s3Source(Location.S3 s3)
      throws UsageException, StoreException, InterruptedException {
    if (s3.endsInSlash()) {
      Store root = checked(opener.s3(s3.bucket(), s3.key(), Side.SOURCE));
      if (!s3.key().isEmpty()) {
        requireSomethingIn(root, s3);
      }
      return new Source(root, null, "");
    }
    String parent = s3.key().substring(0, s3.key().lastIndexOf('/') + 1);
    String name = s3.key().substring(parent.length());
    Store tree = checked(opener.s3(s3.bucket(), s3.key() + "/", Side.SOURCE));
    Store around = opener.s3(s3.bucket(), parent, Side.SOURCE);
    boolean isObject = around.find(Key.of(name)).isPresent();
    boolean isTree = hasEntries(tree);
    if (isObject && isTree) {
      throw new UsageException(
          s3.text()
              + " is an object and a prefix too; write "
              + s3.text()
              + "/ for what is under it");
    }
    if (isObject) {
      tree.close();
      return new Source(around, Key.of(name), name);
    }
    around.close();
    if (!isTree) {
      throw NearbyKeys.nothingAt(s3, opener);
    }
    return new Source(tree, null, name + "/");
  }

  private static Store checked(Store store) throws StoreException, InterruptedException {
    boolean readable = false;
    try {
      store.checkReadable();
      readable = true;
      return store;
    } finally {
      if (!readable) {
        store.close();
      }
    }
  }

  private void requireSomethingIn(Store root, Location.S3 s3)
      throws StoreException, InterruptedException {
    boolean found = false;
    try {
      found = hasEntries(root);
    } finally {
      if (!found) {
        root.close();
      }
    }
    if (!found) {
      throw NearbyKeys.nothingAt(s3, opener);
    }
  }

  private static boolean hasEntries(Store store) throws StoreException, InterruptedException {
    try (EntryCursor cursor = store.list(KeyRange.all(), Prune.NOTHING)) {
      return cursor.next() != null;
    }
  }

  private SidePair pair(Source from, Location source, Location destination)
      throws UsageException, StoreException, InterruptedException {
    Key single = from.single();
    return switch (destination) {
      case Location.S3 s3 ->
          single == null ? treeToS3(from, source, s3) : singleToS3(from, single, s3);
      case Location.Local local ->
          single == null ? treeToLocal(from, local) : singleToLocal(from, single, local);
    };
  }

  private SidePair treeToS3(Source from, Location source, Location.S3 s3)
      throws UsageException, StoreException, InterruptedException {
    if (!s3.endsInSlash()) {
      throw new UsageException(
          "the destination of a directory must end in a slash: did you mean  sync "
              + source.text()
              + " "
              + s3.text()
              + "/  ?");
    }
    return new SidePair(
        from.root(), checked(opener.s3(s3.bucket(), s3.key() + from.appended(), Side.DESTINATION)));
  }

  private SidePair singleToS3(Source from, Key single, Location.S3 s3)
      throws StoreException, InterruptedException {
    String wholeKey = s3.endsInSlash() ? s3.key() + from.appended() : s3.key();
    String prefix = wholeKey.substring(0, wholeKey.lastIndexOf('/') + 1);
    Key name = Key.of(wholeKey.substring(prefix.length()));
    Store target = checked(opener.s3(s3.bucket(), prefix, Side.DESTINATION));
    return new SidePair(
        SingleEntryStore.source(from.root(), single, name),
        new SingleEntryStore(target, name, name));
  }

  private SidePair treeToLocal(Source from, Location.Local local)
      throws UsageException, StoreException, InterruptedException {
    Path root = LocalPaths.of(local);
    if (!from.appended().isEmpty()) {
      root = root.resolve(from.appended());
    }
    if (isLink(root) && !Files.exists(root)) {
      throw new UsageException(root + " is a symbolic link that leads nowhere");
    }
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new UsageException(root + " is a file; a directory cannot be synced onto it");
    }
    return new SidePair(from.root(), opener.local(root, Side.DESTINATION));
  }

  private SidePair singleToLocal(Source from, Key single, Location.Local local)
      throws UsageException, StoreException {
    Path path = LocalPaths.of(local);
    boolean into = local.endsInSlash() || Files.isDirectory(path);
    Path file = (into ? path.resolve(from.appended()) : followed(path)).toAbsolutePath();
    Path parent = file.getParent();
    Path fileName = file.getFileName();
    if (parent == null || fileName == null) {
      throw new UsageException(local.path() + " cannot be a file");
    }
    Key name = Key.of(fileName.toString());
    Store target = opener.local(parent, Side.DESTINATION);
    return new SidePair(
        SingleEntryStore.source(from.root(), single, name),
        new SingleEntryStore(target, name, name));
  }

  private static void refuseOverlap(SidePair pair, Location source, Location destination)
      throws UsageException, StoreException, InterruptedException {
    Place from = pair.source().place();
    Place to = pair.target().place();
    boolean singles = pair.source() instanceof SingleEntryStore;
    if (singles ? from.isSame(to) : from.overlaps(to)) {
      pair.target().close();
      throw new UsageException(
          "source and destination overlap: " + source.text() + " and " + destination.text());
    }
  }
}
