package dev.sluice.cache;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.state.RowStore;
import dev.sluice.state.StoredRows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the hash cache of a root is kept: in a folder of its own, named by the root's real path.
/// That of a root within a root that has one already is the same, so that they share what they
/// know.
///
/// @param folder of the cache
/// @param root whose files it remembers
/// @param prefix the path from there to the run's root: empty, or with a slash at its end
/// @param own where in the run's root the folder of all caches is, as the beginning of keys; null
///   where it is not in it
public record CachePlace(Path folder, String root, String prefix, @Nullable String own) {

  private static final int NAME_BYTES = 8;
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}");

  /// The place for a root.
  ///
  /// @param caches the folder of all caches
  /// @param realRoot the root's path, with links resolved
  public static CachePlace of(Path caches, Path realRoot) {
    String own = own(caches, realRoot);
    for (Path above = realRoot; above != null; above = above.getParent()) {
      Path folder = caches.resolve(name(above));
      if (RowStore.hasRows(folder)) {
        return new CachePlace(folder, above.toString(), prefix(above, realRoot), own);
      }
    }
    return new CachePlace(caches.resolve(name(realRoot)), realRoot.toString(), "", own);
  }

  private static @Nullable String own(Path caches, Path realRoot) {
    try {
      Path real = realOrGone(caches);
      return real.startsWith(realRoot) ? prefix(realRoot, real) : null;
    } catch (IOException e) {
      return null; // then nothing can be kept there either
    }
  }

  /// The place of a root that has a cache, or is within one that has: the root need not be there
  /// any more.
  ///
  /// @param caches the folder of all caches
  public static Optional<CachePlace> existing(Path caches, Path root) throws IOException {
    CachePlace place = of(caches, realOrGone(root.toAbsolutePath()));
    return new StoredRows(place.folder()).isThere() ? Optional.of(place) : Optional.empty();
  }

  /// The real path, as far as there is one.
  private static Path realOrGone(Path root) throws IOException {
    try {
      return root.toRealPath();
    } catch (NoSuchFileException e) {
      Path normal = root.normalize();
      Path above = normal.getParent();
      return above == null ? normal : realOrGone(above).resolve(normal.getFileName());
    }
  }

  /// The folders of all caches, by name; none where there is no folder of caches.
  public static List<Path> all(Path caches) throws IOException {
    try (Stream<Path> folders = Files.list(caches)) {
      return folders
          .filter(folder -> NAME.matcher(folder.getFileName().toString()).matches())
          .filter(Files::isDirectory)
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String prefix(Path above, Path root) {
    String path = above.relativize(root).toString();
    return path.isEmpty() ? "" : path.replace(root.getFileSystem().getSeparator(), "/") + "/";
  }

  private static String name(Path root) {
    byte[] digest =
        ChecksumAlgorithm.SHA256
            .newDigest()
            .digest(root.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
  }
}
