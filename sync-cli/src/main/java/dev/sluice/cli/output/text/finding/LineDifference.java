package dev.sluice.cli.output.text.finding;

import java.util.ArrayList;
import java.util.List;

/// What two texts differ in, line by line: what goes with a minus before it, what comes with a
/// plus, what stays with a space.
final class LineDifference {

  /// Of longer texts all goes and all comes: nobody reads more.
  private static final int MOST_LINES = 2_000;

  private LineDifference() {}

  static List<String> between(List<String> from, List<String> to) {
    if (from.size() > MOST_LINES || to.size() > MOST_LINES) {
      List<String> all = new ArrayList<>(from.stream().map(line -> "- " + line).toList());
      to.forEach(line -> all.add("+ " + line));
      return all;
    }
    int[][] common = common(from, to);
    List<String> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < from.size() || j < to.size()) {
      boolean isSame = i < from.size() && j < to.size() && from.get(i).equals(to.get(j));
      if (isSame) {
        lines.add("  " + from.get(i));
        i++;
        j++;
      } else if (j == to.size() || (i < from.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add("- " + from.get(i++));
      } else {
        lines.add("+ " + to.get(j++));
      }
    }
    return lines;
  }

  /// How many lines the rest of the one from i on, and that of the other from j on, have in common.
  private static int[][] common(List<String> from, List<String> to) {
    int[][] common = new int[from.size() + 1][to.size() + 1];
    for (int i = from.size() - 1; i >= 0; i--) {
      for (int j = to.size() - 1; j >= 0; j--) {
        common[i][j] =
            from.get(i).equals(to.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }
}
