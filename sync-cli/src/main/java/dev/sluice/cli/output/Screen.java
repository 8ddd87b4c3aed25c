package dev.sluice.cli.output;

import java.util.function.IntSupplier;

/// What standard error leads to.
///
/// @param terminal whether it is a terminal that understands cursor movements
/// @param width gives its columns now; it may be resized at any time
public record Screen(boolean terminal, IntSupplier width) {

  /// Columns where nobody knows better.
  public static final int DEFAULT_COLUMNS = 80;

  /// A file or a pipe.
  public static final Screen NONE = new Screen(false, () -> DEFAULT_COLUMNS);

  /// Its columns now, at least 1.
  public int columns() {
    return Math.max(1, width.getAsInt());
  }
}
