package dev.sluice.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where a store's root physically is.
///
/// @param scope the service and bucket, or the machine: two stores with different scopes never
///   overlap
/// @param path the root within the scope, empty or ending in a slash
/// @param physical the root by its file system and its path in that, whatever that is mounted as; a
///   directory may be mounted in several places. Null where only the path tells
/// @param mounted what is mounted below it, likewise
public record Place(String scope, String path, @Nullable String physical, Set<String> mounted) {

  /// Copies the set.
  public Place {
    mounted = Set.copyOf(mounted);
  }

  /// A place that its path tells.
  public Place(String scope, String path) {
    this(scope, path, null, Set.of());
  }

  /// The place of an entry in this one.
  public Place of(String key) {
    return new Place(scope, path + key, physical == null ? null : physical + key, Set.of());
  }

  /// Whether both are one place.
  public boolean isSame(Place other) {
    return scope.equals(other.scope)
        && (path.equals(other.path) || (physical != null && physical.equals(other.physical)));
  }

  /// Whether one root is the other or lies inside it.
  public boolean overlaps(Place other) {
    return scope.equals(other.scope)
        && (isOneInTheOther(path, other.path)
            || (physical != null
                && other.physical != null
                && isOneInTheOther(physical, other.physical))
            || hasMounted(other)
            || other.hasMounted(this));
  }

  private boolean hasMounted(Place other) {
    String root = other.physical;
    return root != null && mounted.stream().anyMatch(each -> isOneInTheOther(each, root));
  }

  private static boolean isOneInTheOther(String one, String other) {
    return one.startsWith(other) || other.startsWith(one);
  }
}
