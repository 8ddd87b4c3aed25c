package dev.sluice.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Shows what a terminal would, after what was sent to it: rows, newlines, and the sequences that
/// the program uses. Anything else is a failure.
final class FakeTerminal {

  private static final Pattern PIECE =
      Pattern.compile("\u001b\\[(\\d*)([AJ])|\r|\n|[^\u001b\r\n]+", Pattern.DOTALL);

  private FakeTerminal() {}

  static List<String> show(String sent) {
    List<String> rows = new ArrayList<>(List.of(""));
    int row = 0;
    int at = 0;
    Matcher pieces = PIECE.matcher(sent);
    while (pieces.find()) {
      if (pieces.start() != at) {
        throw new IllegalArgumentException("unknown sequence at " + at);
      }
      at = pieces.end();
      String piece = pieces.group();
      if (piece.equals("\n")) {
        row++;
        if (row == rows.size()) {
          rows.add("");
        }
      } else if (pieces.group(2) == null) {
        if (!piece.equals("\r")) {
          rows.set(row, rows.get(row) + piece);
        }
      } else if (pieces.group(2).equals("A")) {
        row = Math.max(0, row - Integer.parseInt(pieces.group(1)));
      } else {
        rows.subList(row, rows.size()).clear();
        rows.add("");
      }
    }
    return rows.subList(0, rows.size() - 1);
  }
}
