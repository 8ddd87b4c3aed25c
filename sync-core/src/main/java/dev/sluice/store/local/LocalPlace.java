package dev.sluice.store.local;

import dev.sluice.store.Place;
import dev.sluice.store.StoreException;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.local.root.Mounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a root physically is: the real path, with links resolved as far as it exists, where that
/// is whatever it is mounted as, and which directories these are.
final class LocalPlace {

  private LocalPlace() {}

  static Place of(LocalRoot root) throws StoreException {
    try {
      Path real = realPath(root.path());
      String text = real.toString();
      return new Place(
          "file",
          text.endsWith("/") ? text : text + "/",
          Mounts.physical(real),
          Mounts.physicalBelow(real),
          lineage(real));
    } catch (IOException e) {
      throw LocalErrors.of("look at " + root.describe(null), e);
    }
  }

  private static Path realPath(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      Path parent = path.getParent();
      Path name = path.getFileName();
      if (parent == null || name == null) {
        throw e;
      }
      return realPath(parent).resolve(name);
    }
  }

  private static Place.Lineage lineage(Path real) {
    Set<String> above = new HashSet<>();
    for (Path at = real.getParent(); at != null; at = at.getParent()) {
      String identity = identity(at);
      if (identity != null) {
        above.add(identity);
      }
    }
    return new Place.Lineage(identity(real), above);
  }

  /// By which the file system tells a directory from others; null where it does not, or there is
  /// none.
  private static @Nullable String identity(Path path) {
    try {
      Object identity = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
      return identity == null ? null : identity.toString();
    } catch (IOException e) {
      return null;
    }
  }
}
