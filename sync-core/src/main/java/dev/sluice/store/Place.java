package dev.sluice.store;

/// Where a store's root physically is.
///
/// @param scope the service and bucket, or the machine: two stores with different scopes never
///   overlap
/// @param path the root within the scope, empty or ending in a slash
public record Place(String scope, String path) {

  /// Whether one root is the other or lies inside it.
  public boolean overlaps(Place other) {
    return scope.equals(other.scope)
        && (path.startsWith(other.path) || other.path.startsWith(path));
  }
}
