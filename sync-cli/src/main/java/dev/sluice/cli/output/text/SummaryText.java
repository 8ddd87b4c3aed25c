package dev.sluice.cli.output.text;

import dev.sluice.plan.Action.SkipReason;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.DistrustedETags;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.report.UnverifiedCopies;
import dev.sluice.transfer.Outcome.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The end of a run in words: what was seen and how each of it ended, what that cost, and what to
/// do next.
final class SummaryText {

  private final SyncReport report;
  private final Route route;
  private final PlannedCount planned;
  private final boolean detailed;
  private final List<String> more;

  SummaryText(SyncReport report, Route route, PlannedCount planned) {
    this(report, route, planned, false, List.of());
  }

  /// @param detailed whether to say which requests were sent
  /// @param more lines about what was done beside the run
  SummaryText(
      SyncReport report, Route route, PlannedCount planned, boolean detailed, List<String> more) {
    this.report = report;
    this.detailed = detailed;
    this.more = more;
    this.route = route;
    this.planned = planned;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(sum());
    add(lines, "done", done());
    if (report.outcomes().notSentBytes() > 0) {
      lines.add(
          "  not sent: "
              + NumberText.bytes(report.outcomes().notSentBytes())
              + ", which the destination had already");
    }
    add(lines, "differ", parts(report.outcomes().differing(), kind -> kind.text()));
    String skipped = report.mode() == Mode.VERIFY ? "equal or skipped" : "skipped";
    add(lines, skipped, parts(report.outcomes().skipped(), SkipReason::text));
    unverified(lines);
    distrustedETags(lines);
    equalByTime(lines);
    incomparable(lines);
    sampled(lines);
    filtered(lines);
    passedOver(lines);
    lines.addAll(more);
    lines.addAll(cache());
    add(lines, "cost", CostText.parts(report.activity(), detailed));
    lines.add("  took: " + took());
    next(lines);
    return lines;
  }

  private String sum() {
    List<String> terms = new ArrayList<>();
    String skipped = NumberText.count(report.outcomes().skippedCount());
    switch (report.mode()) {
      case SYNC -> {
        terms.add(NumberText.count(report.outcomes().done()) + " done");
        terms.add(skipped + " skipped");
      }
      case DRY_RUN -> {
        terms.add(NumberText.count(report.outcomes().done()) + " to do");
        terms.add(skipped + " skipped");
      }
      case VERIFY -> {
        terms.add(skipped + " equal or skipped");
        terms.add(NumberText.count(report.outcomes().differingCount()) + " different");
      }
    }
    terms.add(NumberText.count(report.outcomes().failed()) + " failed");
    if (report.outcomes().notAttempted() > 0) {
      terms.add(NumberText.count(report.outcomes().notAttempted()) + " not attempted");
    }
    return "Seen "
        + NumberText.count(report.listed().seen())
        + " = "
        + String.join(" + ", terms)
        + (report.addsUp() ? "" : " (these do not add up: this is a bug, please report it)");
  }

  private List<String> done() {
    List<String> parts = new ArrayList<>();
    report
        .outcomes()
        .copied()
        .forEach((method, count) -> parts.add(NumberText.count(count) + " " + participle(method)));
    if (report.outcomes().copiedCount() > 0) {
      int last = parts.size() - 1;
      parts.set(
          last, parts.get(last) + " (" + NumberText.bytes(report.outcomes().copiedBytes()) + ")");
    }
    if (report.outcomes().deleted() > 0) {
      parts.add(NumberText.count(report.outcomes().deleted()) + " deleted");
    }
    if (planned.copies() > 0) {
      parts.add(
          "would "
              + route.verb()
              + " "
              + NumberText.count(planned.copies())
              + " ("
              + NumberText.bytes(planned.bytes())
              + ")");
    }
    if (planned.deletions() > 0) {
      parts.add("would delete " + NumberText.count(planned.deletions()));
    }
    return parts;
  }

  private static String participle(Method method) {
    return switch (method) {
      case UPLOAD -> "uploaded";
      case DOWNLOAD -> "downloaded";
      case SERVER_COPY -> "copied within the service";
      case REMOTE_COPY, LOCAL_COPY -> "copied at the destination";
      case REFLINK -> "reflinked at the destination";
      case STREAM -> "copied through this machine";
    };
  }

  private static <E> List<String> parts(
      Map<E, Long> counts, java.util.function.Function<E, String> text) {
    return counts.entrySet().stream()
        .map(entry -> NumberText.count(entry.getValue()) + " " + text.apply(entry.getKey()))
        .toList();
  }

  private void unverified(List<String> lines) {
    UnverifiedCopies unverified = report.outcomes().unverified();
    if (unverified.entries() > 0) {
      lines.add(
          "  not verified: "
              + NumberText.count(unverified.entries(), "object", "objects")
              + " ("
              + NumberText.bytes(unverified.bytes())
              + "), for which the source has no checksum that could be used");
    }
  }

  private void distrustedETags(List<String> lines) {
    DistrustedETags odd = report.distrustedETags();
    if (odd.ofSource()) {
      lines.add("  the source's ETags are no MD5s of its contents: they were not used any more");
    }
    if (odd.ofTarget()) {
      lines.add(
          "  the destination's ETags are no MD5s of its contents: they were not used any more");
    }
  }

  private void equalByTime(List<String> lines) {
    long count = report.outcomes().skipped().getOrDefault(SkipReason.EQUAL_BY_TIME, 0L);
    if (count > 0) {
      lines.add(
          "  equal by size and time: "
              + NumberText.count(count, "entry", "entries")
              + " whose contents were not compared");
    }
  }

  private void incomparable(List<String> lines) {
    long count = report.outcomes().skipped().getOrDefault(SkipReason.INCOMPARABLE, 0L);
    if (count > 0) {
      lines.add(
          "  "
              + NumberText.count(count, "object has", "objects have")
              + " no MD5 in the ETag and no time: compared by size alone");
    }
  }

  private void sampled(List<String> lines) {
    if (report.listed().contents().isSample()) {
      long others = report.outcomes().skipped().getOrDefault(SkipReason.NOT_SAMPLED, 0L);
      lines.add(
          "  sample: the contents of "
              + NumberText.count(report.listed().contents().compared())
              + " were compared, nothing is known of those of "
              + NumberText.count(others, "other", "others")
              + " of equal size");
    }
  }

  private List<String> cache() {
    boolean isSample = report.listed().contents().isSample();
    return new CacheText(report.activity().cache(), isSample).lines();
  }

  private void filtered(List<String> lines) {
    add(lines, "excluded", notEntered());
    if (!report.listed().unusedRules().isEmpty()) {
      lines.add(
          "  rules that decided nothing: " + String.join(", ", report.listed().unusedRules()));
    }
  }

  private List<String> notEntered() {
    long source = report.listed().source().prunedDirectories();
    long target = report.listed().target().prunedDirectories();
    List<String> parts = new ArrayList<>();
    if (source > 0) {
      parts.add(NumberText.count(source, "folder", "folders") + " of the source not entered");
    }
    if (target > 0) {
      parts.add(NumberText.count(target, "folder", "folders") + " of the destination not entered");
    }
    return parts;
  }

  private void passedOver(List<String> lines) {
    if (report.listed().target().leaps() > 0 && report.listed().source().entries() > 0) {
      lines.add(
          "  of the destination, "
              + NumberText.count(report.listed().target().entries(), "entry was", "entries were")
              + " listed; others that the source does not have were passed over");
    }
  }

  private String took() {
    Duration took = report.took();
    double seconds = Math.max(took.toMillis(), 1) / 1000.0;
    String line = NumberText.duration(took);
    if (report.outcomes().copiedCount() + report.outcomes().deleted() > 0) {
      line +=
          ", "
              + NumberText.perSecond(
                  (report.outcomes().copiedCount() + report.outcomes().deleted()) / seconds)
              + " a second, "
              + NumberText.bytes(Math.round(report.outcomes().copiedBytes() / seconds))
              + "/s";
    }
    return line;
  }

  private void next(List<String> lines) {
    if (report.mode() == Mode.DRY_RUN) {
      lines.add("  This was a dry run: nothing was changed.");
    }
    RunStatus status = report.status();
    boolean resumable = report.outcomes().failed() > 0 || report.outcomes().notAttempted() > 0;
    if (report.mode() == Mode.SYNC && (resumable || status == RunStatus.INTERRUPTED)) {
      lines.add("  Not everything was done: the same command again does what is missing.");
    }
  }

  private static void add(List<String> lines, String label, List<String> parts) {
    if (!parts.isEmpty()) {
      lines.add("  " + label + ": " + String.join(", ", parts));
    }
  }
}
