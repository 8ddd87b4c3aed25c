package dev.sluice.cache;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.state.RowStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/// Where the hash cache of a root is kept: in a folder of its own, named by the root's real path.
/// That of a root within a root that has one already is the same, so that they share what they
/// know.
///
/// @param folder of the cache
/// @param root whose files it remembers
/// @param prefix the path from there to the run's root: empty, or with a slash at its end
public record CachePlace(Path folder, String root, String prefix) {

  private static final int NAME_BYTES = 8;

  /// The place for a root.
  ///
  /// @param caches the folder of all caches
  /// @param realRoot the root's path, with links resolved
  public static CachePlace of(Path caches, Path realRoot) {
    for (Path above = realRoot; above != null; above = above.getParent()) {
      Path folder = caches.resolve(name(above));
      if (RowStore.hasRows(folder)) {
        return new CachePlace(folder, above.toString(), prefix(above, realRoot));
      }
    }
    return new CachePlace(caches.resolve(name(realRoot)), realRoot.toString(), "");
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
