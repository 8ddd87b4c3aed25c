package dev.sluice.cli.output.console;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The two streams, and on a terminal the live block at the bottom of the screen. A line printed on
/// that screen while the block is up takes the block's place; the next redraw puts it below.
/// Thread-safe.
///
/// Lines are buffered: whoever prints many calls [#flush] now and then, and at the end.
public final class Console {

  /// Erases from the cursor to the line's end. Never the whole screen below: where that is all of
  /// it, some terminals keep what they erase among the lines that can be scrolled back to.
  private static final String ERASE_LINE = "\u001b[K";

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
      if (screen.showsOutput() && eraseBlock()) {
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

  /// Prints where an exception came from, without the control characters of its messages.
  public void stackTrace(Throwable t) {
    lock.lock();
    try {
      eraseBlock();
      StackTraces.of(t).forEach(line -> err.print(line + "\n"));
      err.flush();
    } finally {
      lock.unlock();
    }
  }

  /// Draws the live block in place of the one before, line over line, so that nothing flickers.
  ///
  /// @param lines fewer than the screen has rows, each narrower than the screen
  public void block(List<String> lines) {
    lock.lock();
    try {
      out.flush();
      int before = goToBlock();
      lines.forEach(line -> err.print(line + ERASE_LINE + "\n"));
      eraseRows(before - lines.size());
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
    int rows = goToBlock();
    eraseRows(rows);
    blockColumns = List.of();
    return rows > 0;
  }

  /// Puts the cursor where the block begins.
  ///
  /// @return how many rows it takes
  private int goToBlock() {
    if (blockColumns.isEmpty()) {
      return 0;
    }
    // A terminal that was made narrower since has wrapped the block's lines: it now takes more
    // rows, and if it was made lower too, the first of them may have left the screen.
    Screen.Size size = screen.size();
    int rows = 0;
    for (int width : blockColumns) {
      rows += Math.max(1, (width + size.columns() - 1) / size.columns());
    }
    int reachable = Math.max(1, Math.min(rows, size.rows() - 1));
    err.print("\u001b[" + reachable + "A\r");
    return reachable;
  }

  /// Erases rows from the cursor downwards, and leaves the cursor where it was.
  private void eraseRows(int rows) {
    if (rows > 0) {
      err.print((ERASE_LINE + "\n").repeat(rows) + "\u001b[" + rows + "A");
    }
  }
}
