package dev.sluice.cli.output.text;

import dev.sluice.report.Progress;
import dev.sluice.report.Progress.Comparisons;
import java.time.Duration;
import java.util.Optional;

/// Progress as lines, for logs: one for each thousand transfers, and one every ten seconds while
/// something moves. Used by one thread.
final class Heartbeat {

  static final int TRANSFERS_BETWEEN_LINES = 1000;
  static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private record Figure(
      long transferred, long compared, Comparisons contents, long bytes, long deleted) {}

  private Figure lastSaid = new Figure(0, 0, Comparisons.NONE, 0, 0);
  private Duration lastSaidAt = Duration.ZERO;

  /// The line that is due, if one is.
  Optional<String> line(Progress progress) {
    Figure now =
        new Figure(
            progress.transferred(),
            progress.compared(),
            progress.contents(),
            progress.bytesDone(),
            progress.deleted());
    boolean enough =
        now.transferred() / TRANSFERS_BETWEEN_LINES
            > lastSaid.transferred() / TRANSFERS_BETWEEN_LINES;
    boolean due = progress.elapsed().minus(lastSaidAt).compareTo(BETWEEN_LINES) >= 0;
    if (!enough && !(due && !now.equals(lastSaid))) {
      return Optional.empty();
    }
    boolean transferring = now.transferred() > lastSaid.transferred() || progress.listingDone();
    lastSaid = now;
    lastSaidAt = progress.elapsed();
    return Optional.of(transferring ? transferred(progress) : listed(progress));
  }

  private static String transferred(Progress progress) {
    return "INFO: "
        + position(progress.transferred(), progress)
        + " "
        + Figures.bytes(progress.bytesDone())
        + " sent"
        + (progress.contents().underWay() ? ", " + contents(progress) : "")
        + (progress.deleted() > 0 ? ", deleted " + progress.deleted() : "")
        + (progress.failed() > 0 ? ", failed " + progress.failed() : "")
        + unanswered(progress);
  }

  private static String contents(Progress progress) {
    return "compared the contents of "
        + progress.contents().ended()
        + " of "
        + progress.contents().planned()
        + (progress.listingDone() ? "" : "+")
        + ", "
        + Figures.bytes(progress.contents().bytesRead())
        + " read";
  }

  private static String listed(Progress progress) {
    return "INFO: listed "
        + progress.sourceListed()
        + " at the source, "
        + progress.targetListed()
        + " at the destination, compared "
        + progress.compared()
        + unanswered(progress);
  }

  private static String unanswered(Progress progress) {
    int count = progress.unanswered().count();
    return count == 0 ? "" : ", no answer to " + Figures.count(count, "call", "calls");
  }

  /// `[17/2368]`, with a plus while the total may still grow.
  static String position(long index, Progress progress) {
    long total = progress.toTransfer();
    return "[" + Math.min(index, total) + "/" + total + (progress.totalsFinal() ? "]" : "+]");
  }
}
