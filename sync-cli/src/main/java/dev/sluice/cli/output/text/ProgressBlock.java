package dev.sluice.cli.output.text;

import dev.sluice.cli.output.console.DisplayWidth;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.cli.output.console.Screen;
import dev.sluice.flow.Unanswered;
import dev.sluice.report.Progress;
import dev.sluice.report.Progress.Comparisons;
import dev.sluice.report.RunObserver.Phase;
import dev.sluice.store.StoreActivity;
import dev.sluice.transfer.InFlight.Slowest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the live block says of a run, cut to the screen's width. Used by one thread.
final class ProgressBlock {

  /// Under so many rows there is room for one line alone.
  private static final int ROWS_FOR_MORE_THAN_ONE_LINE = 4;

  /// A line and what it is worth where there is not room for all.
  ///
  /// @param rank 1 for the last to be left out
  private record Line(int rank, String text) {}

  private final TransferRate rate = new TransferRate();

  /// The block's lines, none wider than `columns` less one (the last column stays free, because
  /// some terminals wrap when it is written) and fewer than the screen's rows, since a terminal
  /// cannot go back to what has left it. What matters most is kept.
  List<String> lines(Progress progress, Screen.Size size) {
    rate.observe(progress);
    int width = size.columns() - 1;
    List<Line> lines = all(progress, width);
    int most = size.rows() < ROWS_FOR_MORE_THAN_ONE_LINE ? 1 : size.rows() - 1;
    while (lines.size() > most) {
      lines.remove(Collections.max(lines, Comparator.comparingInt(Line::rank)));
    }
    return lines.stream().map(line -> DisplayWidth.fit(line.text(), width)).toList();
  }

  private List<Line> all(Progress progress, int width) {
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(3, phase(progress) + ", " + NumberText.duration(progress.elapsed()) + " so far"));
    lines.add(
        new Line(
            5,
            label("listed")
                + NumberText.count(progress.listing().source())
                + " at the source, "
                + NumberText.count(progress.listing().target())
                + " at the destination"));
    lines.add(new Line(7, label("compared") + NumberText.count(progress.listing().compared())));
    if (progress.contents().planned() > 0) {
      lines.add(new Line(2, label("contents") + contents(progress)));
    }
    lines.add(new Line(2, label("to do") + toDo(progress)));
    lines.add(new Line(1, label("done") + done(progress)));
    retries(progress.activity()).ifPresent(text -> lines.add(new Line(6, label("retries") + text)));
    progress
        .transfers()
        .slowest()
        .ifPresent(slowest -> lines.add(new Line(4, slowest(slowest, width))));
    Unanswered oldest = progress.unanswered().oldest();
    if (oldest != null) {
      lines.add(new Line(2, unanswered(oldest, progress.unanswered().count(), width)));
    }
    return lines;
  }

  private static Optional<String> retries(StoreActivity activity) {
    List<String> parts = new ArrayList<>();
    if (activity.retries() > 0) {
      parts.add(NumberText.count(activity.retries()));
    }
    if (activity.throttled() > 0) {
      parts.add("told to slow down " + NumberText.count(activity.throttled(), "time", "times"));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", parts));
  }

  private static String label(String name) {
    return "  %-9s ".formatted(name);
  }

  /// Comparing is a thing of its own: while files are read for their MD5, nothing is sent.
  private static String phase(Progress progress) {
    if (progress.phase() != Phase.TRANSFERRING || !progress.contents().underWay()) {
      return progress.phase().text();
    }
    return progress.transfers().ended() < progress.transfers().planned()
        ? "comparing contents, transferring"
        : "comparing contents";
  }

  private String contents(Progress progress) {
    Comparisons contents = progress.contents();
    return NumberText.count(contents.ended())
        + " of "
        + (progress.listing().isDone() ? "" : "at least ")
        + NumberText.count(contents.planned())
        + " compared, "
        + NumberText.bytes(contents.bytesRead())
        + " read, "
        + NumberText.bytes(Math.round(rate.bytesReadPerSecond()))
        + "/s";
  }

  private static String toDo(Progress progress) {
    return (progress.totalsFinal() ? "" : "at least ")
        + NumberText.count(progress.transfers().planned())
        + ", "
        + NumberText.bytes(progress.transfers().plannedBytes())
        + " to send";
  }

  private String done(Progress progress) {
    StringBuilder line = new StringBuilder();
    line.append(NumberText.count(progress.transfers().ended()))
        .append(", ")
        .append(NumberText.bytes(progress.transfers().bytesDone()))
        .append(" sent, ")
        .append(NumberText.bytes(Math.round(rate.bytesPerSecond())))
        .append("/s");
    rate.remaining(progress)
        .ifPresent(left -> line.append(", ").append(NumberText.duration(left)).append(" left"));
    if (progress.ended().deleted() > 0) {
      line.append(", deleted ").append(NumberText.count(progress.ended().deleted()));
    }
    if (progress.ended().failed() > 0) {
      line.append(", failed ").append(NumberText.count(progress.ended().failed()));
    }
    return line.toString();
  }

  private static String unanswered(Unanswered oldest, int count, int width) {
    String figures =
        " (for "
            + NumberText.duration(oldest.age())
            + (count == 1 ? ")" : ", and " + NumberText.count(count - 1, "other", "others") + ")");
    String label = label("no answer");
    int room = width - DisplayWidth.of(label) - DisplayWidth.of(figures);
    return label + DisplayWidth.fitMiddle(Escapes.line(oldest.text()), Math.max(8, room)) + figures;
  }

  private static String slowest(Slowest slowest, int width) {
    String figures =
        " ("
            + NumberText.bytes(slowest.bytesDone())
            + " of "
            + NumberText.bytes(slowest.sizeBytes())
            + ", for "
            + NumberText.duration(slowest.age())
            + ")";
    String label = label("slowest");
    int room = width - DisplayWidth.of(label) - DisplayWidth.of(figures);
    String key = Escapes.line(slowest.key().value());
    return label + DisplayWidth.fitMiddle(key, Math.max(8, room)) + figures;
  }
}
