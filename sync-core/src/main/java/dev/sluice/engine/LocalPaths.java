package dev.sluice.engine;

import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Paths as users write them.
final class LocalPaths {

  private LocalPaths() {}

  static Path of(Location.Local local) throws UsageException {
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

  /// Refuses a new local folder in a new local folder where both were probably meant to be a bucket
  /// and a prefix: nothing would leave the machine, and the run would succeed.
  ///
  /// @throws UsageException with the two spellings
  static void refuseLikelyBucket(Location source, Location destination) throws UsageException {
    String path = relativeFolder(source, destination);
    if (path == null || isOneName(path)) {
      return;
    }
    String first = path.substring(0, path.indexOf('/'));
    boolean nearlyAnAddress = first.equalsIgnoreCase("s3");
    throw new UsageException(
        path
            + ": there is no folder "
            + first
            + " here; for a bucket write s3://"
            + (nearlyAnAddress ? path.substring(first.length() + 1) : path)
            + ", for a new local folder ./"
            + path);
  }

  /// A line for the user where the destination is a new local folder of one name, which may have
  /// been meant to be a bucket.
  ///
  /// @return null where there is nothing to say
  static @Nullable String doubt(Location source, Location destination) throws UsageException {
    String path = relativeFolder(source, destination);
    return path == null || !isOneName(path)
        ? null
        : path + " is a new folder on this machine; a bucket is written s3://" + path;
  }

  private static boolean isOneName(String path) {
    return path.indexOf('/') == path.length() - 1;
  }

  /// The destination as written, where it is a relative path through a folder that is not there,
  /// the source is local too, and nothing in front says that it is meant so.
  private static @Nullable String relativeFolder(Location source, Location destination)
      throws UsageException {
    if (!(source instanceof Location.Local) || !(destination instanceof Location.Local local)) {
      return null;
    }
    String path = local.path();
    int slash = path.indexOf('/');
    if (slash <= 0 || path.startsWith("./") || path.startsWith("../")) {
      return null;
    }
    return Files.isDirectory(of(new Location.Local(path.substring(0, slash)))) ? null : path;
  }

  /// What to say of a source that does not exist: it may have been meant to be in S3.
  static String orInS3(Location.Local local) {
    String path = local.path();
    return path.startsWith("/") || path.startsWith(".") ? "" : "; a bucket is written s3://" + path;
  }

  /// The name that a destination gets appended; empty where the path ends in `.`, `..` or is the
  /// root.
  static String lastName(Location.Local local) throws UsageException {
    Path name = of(local).getFileName();
    String text = name == null ? "" : name.toString();
    return text.equals(".") || text.equals("..") ? "" : text;
  }
}
