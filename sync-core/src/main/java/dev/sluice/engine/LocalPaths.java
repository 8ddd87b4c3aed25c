package dev.sluice.engine;

import dev.sluice.model.Location;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

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

  /// The name that a destination gets appended; empty where the path ends in `.`, `..` or is the
  /// root.
  static String lastName(Location.Local local) throws UsageException {
    Path name = of(local).getFileName();
    String text = name == null ? "" : name.toString();
    return text.equals(".") || text.equals("..") ? "" : text;
  }
}
