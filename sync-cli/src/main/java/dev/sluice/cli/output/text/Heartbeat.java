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
            progress.transfers().ended(),
            progress.listing().compared(),
            progress.contents(),
            progress.transfers().bytesDone(),
            progress.ended().deleted());
    boolean enough =
        now.transferred() / TRANSFERS_BETWEEN_LINES
            > lastSaid.transferred() / TRANSFERS_BETWEEN_LINES;
    boolean due = progress.elapsed().minus(lastSaidAt).compareTo(BETWEEN_LINES) >= 0;
    if (!enough && !(due && !now.equals(lastSaid))) {
      return Optional.empty();
    }
    boolean transferring =
        now.transferred() > lastSaid.transferred() || progress.listing().isDone();
    lastSaid = now;
    lastSaidAt = progress.elapsed();
    return Optional.of(transferring ? transferred(progress) : listed(progress));
  }

  private static String transferred(Progress progress) {
    return "INFO: "
        + position(progress.transfers().ended(), progress)
        + " "
        + NumberText.bytes(progress.transfers().bytesDone())
        + " sent"
        + (progress.contents().underWay() ? ", " + contents(progress) : "")
        + (progress.ended().deleted() > 0 ? ", deleted " + progress.ended().deleted() : "")
        + (progress.ended().failed() > 0 ? ", failed " + progress.ended().failed() : "")
        + unanswered(progress);
  }

  private static String contents(Progress progress) {
    return "compared the contents of "
        + progress.contents().ended()
        + " of "
        + progress.contents().planned()
        + (progress.listing().isDone() ? "" : "+")
        + ", "
        + NumberText.bytes(progress.contents().bytesRead())
        + " read";
  }

  private static String listed(Progress progress) {
    return "INFO: listed "
        + progress.listing().source()
        + " at the source, "
        + progress.listing().target()
        + " at the destination, compared "
        + progress.listing().compared()
        + unanswered(progress);
  }

  private static String unanswered(Progress progress) {
    int count = progress.unanswered().count();
    return count == 0 ? "" : ", no answer to " + NumberText.count(count, "call", "calls");
  }

  /// `[17/2368]`, with a plus while the total may still grow.
  static String position(long index, Progress progress) {
    long total = progress.transfers().planned();
    return "[" + Math.min(index, total) + "/" + total + (progress.totalsFinal() ? "]" : "+]");
  }
}
