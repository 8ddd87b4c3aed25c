package dev.sluice.store.local;

/// Paths from a directory on: one or more names, with slashes between, or [#SELF].
final class RelativePaths {

  /// The path of the directory itself.
  static final String SELF = ".";

  private RelativePaths() {}

  /// The directory that a file is in.
  static String parent(String relative) {
    int slash = relative.lastIndexOf('/');
    return slash < 0 ? SELF : relative.substring(0, slash);
  }

  /// The last name.
  static String name(String relative) {
    return relative.substring(relative.lastIndexOf('/') + 1);
  }
}
