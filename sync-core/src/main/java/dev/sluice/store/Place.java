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
/// @param lineage which directories it and those above it are, by whatever names; null where only
///   the path tells
public record Place(
    String scope,
    String path,
    @Nullable String physical,
    Set<String> mounted,
    @Nullable Lineage lineage) {

  /// Directories, or a file, as the file system tells them apart: one directory may have names that
  /// differ, where small letters and capitals are the same.
  ///
  /// @param own the directory or file itself; null where there is none yet
  /// @param above all directories above it
  public record Lineage(@Nullable String own, Set<String> above) {

    /// Copies the set.
    public Lineage {
      above = Set.copyOf(above);
    }

    private boolean isSame(Lineage other) {
      return own != null && own.equals(other.own);
    }

    private boolean overlaps(Lineage other) {
      return isSame(other)
          || (own != null && other.above.contains(own))
          || (other.own != null && above.contains(other.own));
    }
  }

  /// Copies the set.
  public Place {
    mounted = Set.copyOf(mounted);
  }

  /// A place that its path tells.
  public Place(String scope, String path) {
    this(scope, path, null, Set.of(), null);
  }

  /// The place of an entry in this one.
  public Place of(String key) {
    return new Place(scope, path + key, physical == null ? null : physical + key, Set.of(), null);
  }

  /// The same place of an entry, which is this file.
  ///
  /// @param identity by which the file system tells it from others; null where that is not known
  public Place ofFile(@Nullable String identity) {
    return new Place(scope, path, physical, mounted, new Lineage(identity, Set.of()));
  }

  /// Whether both are one file, by whatever names.
  public boolean isOneFile(Place other) {
    return scope.equals(other.scope)
        && lineage != null
        && other.lineage != null
        && lineage.isSame(other.lineage);
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
            || (lineage != null && other.lineage != null && lineage.overlaps(other.lineage))
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
