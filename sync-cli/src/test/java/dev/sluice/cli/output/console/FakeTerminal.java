package dev.sluice.cli.output.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shows what a terminal would, after what was sent to it: rows, newlines, and the sequences that
/// the program uses. Anything else is a failure. Of a terminal with a height, what has left it at
/// the top can only be scrolled back to.
final class FakeTerminal {

  private static final Pattern PIECE =
      Pattern.compile("\u001b\\[(\\d*)([AK])|\r|\n|[^\u001b\r\n]+", Pattern.DOTALL);

  private final int height;
  private final List<String> rows = new ArrayList<>(List.of(""));
  private int row;
  private int column;

  private FakeTerminal(int height) {
    this.height = height;
  }

  /// All that is to be seen, and what was scrolled out of sight before it.
  static List<String> show(String sent) {
    return show(sent, Integer.MAX_VALUE);
  }

  /// The same on a terminal of so many rows.
  static List<String> show(String sent, int height) {
    FakeTerminal terminal = new FakeTerminal(height);
    Matcher pieces = PIECE.matcher(sent);
    int at = 0;
    while (pieces.find()) {
      if (pieces.start() != at) {
        throw new IllegalArgumentException("unknown sequence at " + at);
      }
      at = pieces.end();
      terminal.take(pieces);
    }
    List<String> shown = new ArrayList<>(terminal.rows);
    while (!shown.isEmpty() && shown.getLast().isEmpty()) {
      shown.removeLast();
    }
    return shown;
  }

  private void take(Matcher piece) {
    String text = piece.group();
    if (text.equals("\n")) {
      column = 0;
      row++;
      if (row == rows.size()) {
        rows.add("");
      }
    } else if (text.equals("\r")) {
      column = 0;
    } else if (piece.group(2) == null) {
      String old = rows.get(row);
      String kept =
          old.length() > column + text.length() ? old.substring(column + text.length()) : "";
      rows.set(row, old.substring(0, column) + text + kept);
      column += text.length();
    } else if (piece.group(2).equals("A")) {
      int top = Math.max(0, rows.size() - height);
      row = Math.max(top, row - Integer.parseInt(piece.group(1)));
    } else {
      rows.set(row, rows.get(row).substring(0, column));
    }
  }
}
