package dev.sluice.cli.output.text;

import dev.sluice.care.move.MoveCounts;
import java.util.ArrayList;
import java.util.List;

/// What became of the source's entries of a move, as lines of the summary.
///
/// @param counts how they ended
record MoveText(MoveCounts counts) {

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (counts.planned() > 0) {
      lines.add("  at the source: would remove " + NumberText.count(counts.planned()));
    } else {
      lines.add("  at the source: " + String.join(", ", ends()));
    }
    counts
        .left()
        .forEach((why, count) ->
            lines.add("  left at the source: " + NumberText.count(count) + ", " + why.text()));
    if (counts.hidden() > 0) {
      lines.add(
          "  hidden by delete markers at the source, not gone: "
              + NumberText.count(counts.hidden()));
    }
    return lines;
  }

  private List<String> ends() {
    List<String> parts = new ArrayList<>();
    parts.add(
        NumberText.count(counts.moved())
            + " removed ("
            + NumberText.bytes(counts.movedBytes())
            + ")");
    if (counts.leftCount() > 0) {
      parts.add(NumberText.count(counts.leftCount()) + " left");
    }
    if (counts.failed() > 0) {
      parts.add(NumberText.count(counts.failed()) + " not removed");
    }
    if (counts.notAttempted() > 0) {
      parts.add(
          NumberText.count(counts.notAttempted()) + " kept, since the run did not come to its end");
    }
    return parts;
  }
}
