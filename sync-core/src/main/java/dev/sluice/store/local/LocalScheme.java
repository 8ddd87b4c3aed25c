package dev.sluice.store.local;

import dev.sluice.location.Scheme;
import dev.sluice.location.StoreOpener;
import dev.sluice.location.StoreOpener.Side;
import dev.sluice.model.Key;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Paths of this machine as users write them.
public final class LocalScheme implements Scheme {

  @Override
  public String name() {
    return "";
  }

  @Override
  public String form() {
    return "local paths";
  }

  @Override
  public boolean hasDirectories() {
    return true;
  }

  @Override
  public boolean takesWriteOptions() {
    return false;
  }

  /// Refuses the empty path, which would silently mean the working directory.
  @Override
  public void check(Location location) throws UsageException {
    if (location.path().isEmpty()) {
      throw new UsageException("an empty path names nothing; write . for the current folder");
    }
  }

  /// The path that a location names.
  ///
  /// @throws UsageException if it cannot be one here
  public static Path path(Location local) throws UsageException {
    try {
      return Path.of(local.path());
    } catch (InvalidPathException e) {
      throw new UsageException(
          local.path()
              + ": not a path here ("
              + e.getReason()
              + "); if it holds letters beyond ASCII, set LC_ALL=C.UTF-8");
    }
  }

  /// @throws UsageException if no text stands for the path: it would be read as another one
  private static Location location(Path path) throws UsageException {
    Location location = Location.local(path.toString());
    if (!path(location).equals(path)) {
      throw new UsageException(path + ": the name is not text in this locale");
    }
    return location;
  }

  @Override
  public Found find(Location local, StoreOpener opener)
      throws UsageException, StoreException, InterruptedException {
    Path path = path(local);
    if (Files.isDirectory(path)) {
      return new Found.Tree(opener.openReadable(local, Side.SOURCE), lastName(path));
    }
    if (Files.isRegularFile(path) && !local.endsInSlash()) {
      Path file = followed(path);
      Path parent = file.getParent();
      Path name = file.getFileName();
      if (parent != null && name != null) {
        return new Found.Single(
            opener.open(location(parent), Side.SOURCE), Key.of(name.toString()), lastName(path));
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
            + (Files.isSymbolicLink(path)
                ? " is a symbolic link that leads nowhere"
                : " does not exist" + orInS3(local.path())));
  }

  /// What a path means that may be a link: whoever names a link means what it leads to.
  private static Path followed(Path path) throws StoreException {
    if (!Files.isSymbolicLink(path)) {
      return path.toAbsolutePath();
    }
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw new StoreException(Kind.NO_ROOT, path + " is a symbolic link that leads nowhere", e);
    }
  }

  /// The name that a destination gets appended; empty where the path ends in `.`, `..` or is the
  /// root.
  private static String lastName(Path path) {
    Path name = path.getFileName();
    String text = name == null ? "" : name.toString();
    return text.equals(".") || text.equals("..") ? "" : text;
  }

  /// What to say of a source that does not exist: it may have been meant to be in S3.
  private static String orInS3(String path) {
    return path.startsWith("/") || path.startsWith(".") ? "" : "; a bucket is written s3://" + path;
  }

  @Override
  public Location treeAt(Location destination, String below) throws UsageException {
    Path root = path(destination).resolve(below);
    if (Files.isSymbolicLink(root) && !Files.exists(root)) {
      throw new UsageException(root + " is a symbolic link that leads nowhere");
    }
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new UsageException(root + " is a file; a directory cannot be synced onto it");
    }
    return location(root);
  }

  @Override
  public EntryPlace entryAt(Location destination, String name, StoreOpener opener)
      throws UsageException, StoreException {
    Path path = path(destination);
    boolean into = destination.endsInSlash() || Files.isDirectory(path);
    Path file = (into ? path.resolve(name) : followed(path)).toAbsolutePath();
    Path parent = file.getParent();
    Path fileName = file.getFileName();
    if (parent == null || fileName == null) {
      throw new UsageException(destination.path() + " cannot be a file");
    }
    return new EntryPlace(location(parent), Key.of(fileName.toString()));
  }

  /// A new local folder in a new local folder was probably meant to be a bucket and a prefix:
  /// nothing would leave the machine, and the run would succeed. One new folder may have been.
  @Override
  public @Nullable Ambiguity ambiguity(Location source, Location destination)
      throws UsageException {
    String path = destination.path();
    int slash = path.indexOf('/');
    boolean saidToBeLocal = slash <= 0 || path.startsWith("./") || path.startsWith("../");
    if (!source.isLocal()
        || saidToBeLocal
        || Files.isDirectory(path(Location.local(path.substring(0, slash))))) {
      return null;
    }
    if (slash == path.length() - 1) {
      return new Ambiguity(
          path + " is a new folder on this machine; a bucket is written s3://" + path, false);
    }
    String first = path.substring(0, slash);
    return new Ambiguity(
        path
            + ": there is no folder "
            + first
            + " here; for a bucket write s3://"
            + (first.equalsIgnoreCase("s3") ? path.substring(slash + 1) : path)
            + ", for a new local folder ./"
            + path,
        true);
  }
}
