package dev.sluice.cli.output;

import dev.sluice.report.Progress;
import dev.sluice.store.StoreActivity;
import dev.sluice.transfer.InFlight.Slowest;
import java.util.ArrayList;
import java.util.List;

/// What the live block says of a run, cut to the screen's width. Used by one thread.
final class ProgressBlock {

  private final Pace pace = new Pace();

  /// The block's lines, none wider than `columns` less one: the last column stays free, because
  /// some terminals wrap when it is written.
  List<String> lines(Progress progress, int columns) {
    pace.observe(progress);
    List<String> lines = new ArrayList<>();
    lines.add(progress.phase().text() + ", " + Figures.duration(progress.elapsed()) + " so far");
    lines.add(
        label("listed")
            + Figures.count(progress.sourceListed())
            + " at the source, "
            + Figures.count(progress.targetListed())
            + " at the destination");
    lines.add(label("compared") + Figures.count(progress.compared()));
    lines.add(label("to do") + toDo(progress));
    lines.add(label("done") + done(progress));
    StoreActivity activity = progress.activity();
    if (activity.retries() > 0 || activity.throttled() > 0) {
      lines.add(
          label("retries")
              + Figures.count(activity.retries())
              + ", told to slow down "
              + Figures.count(activity.throttled(), "time", "times"));
    }
    int width = Math.max(0, columns - 1);
    progress.slowest().ifPresent(slowest -> lines.add(slowest(slowest, width)));
    lines.replaceAll(line -> DisplayWidth.fit(line, width));
    return lines;
  }

  private static String label(String name) {
    return "  %-9s ".formatted(name);
  }

  private static String toDo(Progress progress) {
    return (progress.listingDone() ? "" : "at least ")
        + Figures.count(progress.toTransfer())
        + ", "
        + Figures.bytes(progress.toTransferBytes())
        + " to send";
  }

  private String done(Progress progress) {
    StringBuilder line = new StringBuilder();
    line.append(Figures.count(progress.transferred()))
        .append(", ")
        .append(Figures.bytes(progress.bytesDone()))
        .append(" sent, ")
        .append(Figures.bytes(Math.round(pace.bytesPerSecond())))
        .append("/s");
    pace.remaining(progress)
        .ifPresent(left -> line.append(", ").append(Figures.duration(left)).append(" left"));
    if (progress.deleted() > 0) {
      line.append(", deleted ").append(Figures.count(progress.deleted()));
    }
    if (progress.failed() > 0) {
      line.append(", failed ").append(Figures.count(progress.failed()));
    }
    return line.toString();
  }

  private static String slowest(Slowest slowest, int width) {
    String figures =
        " ("
            + Figures.bytes(slowest.bytesDone())
            + " of "
            + Figures.bytes(slowest.sizeBytes())
            + ", for "
            + Figures.duration(slowest.age())
            + ")";
    String label = label("slowest");
    int room = width - DisplayWidth.of(label) - DisplayWidth.of(figures);
    String key = Escapes.line(slowest.key().value());
    return label + DisplayWidth.fitMiddle(key, Math.max(8, room)) + figures;
  }
}
