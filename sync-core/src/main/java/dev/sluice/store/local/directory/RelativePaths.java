package dev.sluice.store.local.directory;

/// Paths from a directory on: one or more names, with slashes between, or [#SELF].
public final class RelativePaths {

  /// The path of the directory itself.
  public static final String SELF = ".";

  private RelativePaths() {}

  /// The directory that a file is in.
  public static String parent(String relative) {
    int slash = relative.lastIndexOf('/');
    return slash < 0 ? SELF : relative.substring(0, slash);
  }

  /// The last name.
  public static String name(String relative) {
    return relative.substring(relative.lastIndexOf('/') + 1);
  }
}
