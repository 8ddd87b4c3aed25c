package dev.sluice.cli.output.console;

import java.util.function.Supplier;

/// What standard error leads to.
///
/// @param terminal whether it is a terminal that understands cursor movements
/// @param window gives its size now; it may be resized at any time
/// @param showsOutput whether standard output leads to a terminal too, so that its lines and those
///   of standard error are on one screen
public record Screen(boolean terminal, Supplier<Size> window, boolean showsOutput) {

  /// Where both lead to one.
  public Screen(boolean terminal, Supplier<Size> window) {
    this(terminal, window, true);
  }

  /// A size in characters.
  ///
  /// @param columns how wide, at least 1
  /// @param rows how tall, at least 1
  public record Size(int columns, int rows) {

    /// Where nobody knows better.
    public static final Size DEFAULT = new Size(80, 24);

    /// Takes nonsense for the smallest there is.
    public Size {
      columns = Math.max(1, columns);
      rows = Math.max(1, rows);
    }
  }

  /// A file or a pipe.
  public static final Screen NONE = new Screen(false, () -> Size.DEFAULT);

  /// Its size now.
  public Size size() {
    return window.get();
  }
}
