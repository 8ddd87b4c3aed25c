package dev.sluice.store.local.root;

import dev.sluice.store.local.directory.FileIdentity;
import dev.sluice.store.local.directory.LinkInTheWayException;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.PathText;
import dev.sluice.store.local.directory.RelativePaths;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The symbolic links to directories that a listing has followed, each with the directory that it
/// led to: what is opened later passes through no other links, and through these only to where they
/// led. Takes room for these links alone, not for what is reached by them. Thread-safe.
public final class FollowedLinks {

  private final ConcurrentHashMap<String, Object> ledTo = new ConcurrentHashMap<>();

  /// Takes note of a link.
  ///
  /// @param path its path from the root
  /// @param identity the directory that it led to; what has none cannot be told again, and is not
  ///   followed later
  public void note(String path, @Nullable Object identity) {
    if (identity != null) {
      ledTo.put(path, identity);
    }
  }

  /// Whether a link that was followed leads to the same directory still.
  ///
  /// @param identity where it leads now
  boolean isAsBefore(String path, @Nullable Object identity) {
    Object before = ledTo.get(path);
    return before != null && FileIdentity.isSame(before, identity);
  }

  /// Opens a directory beneath the root, through followed links where there are some on the way.
  ///
  /// @param path its path from the root
  /// @throws LinkInTheWayException if another link is met, or one that leads elsewhere now
  OpenDirectory open(OpenDirectory root, String path) throws IOException {
    String link = ledTo.containsKey(path) ? path : lastAbove(path);
    if (link == null) {
      return root.openDirectory(path, Links.REFUSED);
    }
    OpenDirectory target = openLink(root, link);
    if (link.equals(path)) {
      return target;
    }
    try (target) {
      return target.openDirectory(path.substring(link.length() + 1), Links.REFUSED);
    }
  }

  private OpenDirectory openLink(OpenDirectory root, String link) throws IOException {
    try (OpenDirectory above = open(root, RelativePaths.parent(link))) {
      OpenDirectory target = above.openDirectory(RelativePaths.name(link), Links.FOLLOWED);
      if (isAsBefore(link, target.facts().identity())) {
        return target;
      }
      target.close();
      throw new LinkInTheWayException(new PathText(root, link).toString());
    }
  }

  /// The last link on the way to `path`; null if there is none.
  private @Nullable String lastAbove(String path) {
    if (ledTo.isEmpty()) {
      return null;
    }
    for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      String above = path.substring(0, end);
      if (ledTo.containsKey(above)) {
        return above;
      }
    }
    return null;
  }
}
