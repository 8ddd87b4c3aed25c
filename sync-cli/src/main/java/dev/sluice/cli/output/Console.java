package dev.sluice.cli.output;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The two streams, and on a terminal the live block at the bottom of the screen. A line printed
/// while the block is up takes the block's place; the next redraw puts it below. Thread-safe.
///
/// Lines are buffered: whoever prints many calls [#flush] now and then, and at the end.
public final class Console {

  private static final String ERASE_TO_END = "\u001b[J";

  private final PrintStream out;
  private final PrintStream err;
  private final Screen screen;
  private final ReentrantLock lock = new ReentrantLock();
  private List<Integer> blockColumns = List.of();

  /// @param out for what was asked for
  /// @param err for progress and errors
  /// @param screen what `err` leads to
  public Console(PrintStream out, PrintStream err, Screen screen) {
    this.out = out;
    this.err = err;
    this.screen = screen;
  }

  /// What the progress leads to.
  public Screen screen() {
    return screen;
  }

  /// Prints a line that was asked for.
  public void print(String line) {
    lock.lock();
    try {
      if (eraseBlock()) {
        err.flush(); // before the other stream writes where the block stood
      }
      out.print(line);
      out.print('\n');
    } finally {
      lock.unlock();
    }
  }

  /// Prints a line of progress or trouble, at once.
  public void error(String line) {
    lock.lock();
    try {
      if (eraseBlock()) {
        err.flush();
      }
      out.flush(); // on one screen, lines keep the order in which they were printed
      err.print(line);
      err.print('\n');
      err.flush();
    } finally {
      lock.unlock();
    }
  }

  /// Prints where an exception came from.
  public void stackTrace(Throwable t) {
    lock.lock();
    try {
      eraseBlock();
      t.printStackTrace(err);
      err.flush();
    } finally {
      lock.unlock();
    }
  }

  /// Draws the live block in place of the one before.
  ///
  /// @param lines each no wider than the screen
  public void block(List<String> lines) {
    lock.lock();
    try {
      out.flush();
      eraseBlock();
      for (String line : lines) {
        err.print(line);
        err.print('\n');
      }
      err.flush();
      blockColumns = lines.stream().map(DisplayWidth::of).toList();
    } finally {
      lock.unlock();
    }
  }

  /// Takes the live block away.
  public void clearBlock() {
    lock.lock();
    try {
      if (eraseBlock()) {
        err.flush();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Sends what is buffered on its way.
  public void flush() {
    lock.lock();
    try {
      out.flush();
      err.flush();
    } finally {
      lock.unlock();
    }
  }

  /// Writes to what was asked for, for the parser's help.
  public PrintWriter outWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  /// Writes to progress and trouble, for the parser.
  public PrintWriter errWriter() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  /// Whether whoever read the lines has gone away, as `head` does.
  public boolean isBroken() {
    return out.checkError();
  }

  /// @return whether there was one
  private boolean eraseBlock() {
    if (blockColumns.isEmpty()) {
      return false;
    }
    // A terminal that was made narrower since has wrapped the block's lines: it now takes more
    // rows.
    int columns = Math.max(1, screen.columns());
    int rows = 0;
    for (int width : blockColumns) {
      rows += Math.max(1, (width + columns - 1) / columns);
    }
    err.print("\u001b[" + rows + "A\r" + ERASE_TO_END);
    blockColumns = List.of();
    return true;
  }
}
