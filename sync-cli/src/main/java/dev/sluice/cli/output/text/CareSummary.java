package dev.sluice.cli.output.text;

import dev.sluice.care.CareCounts;
import dev.sluice.care.CareReport;
import dev.sluice.care.Found;
import dev.sluice.cli.output.CareReporter.Detail;
import dev.sluice.cli.output.CareReporter.Subjects;
import dev.sluice.report.RunStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The end of the care of a bucket in words: what was found and how each of it ended.
final class CareSummary {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final CareReport report;
  private final Subjects subjects;
  private final List<Detail> details;
  private final boolean isDetailed;

  /// @param isDetailed whether to say which requests were sent
  CareSummary(CareReport report, Subjects subjects, List<Detail> details, boolean isDetailed) {
    this.report = report;
    this.subjects = subjects;
    this.details = details;
    this.isDetailed = isDetailed;
  }

  /// `3 objects and 1 delete marker, 5.2 GiB, written from 2021-01-01 00:00 to 2026-11-27 12:00
  /// UTC`.
  static String found(Found found) {
    String text = NumberText.count(found.objects(), "object", "objects");
    if (found.markers() > 0) {
      text =
          (found.objects() > 0 ? text + " and " : "")
              + NumberText.count(found.markers(), "delete marker", "delete markers");
    }
    text += ", " + NumberText.bytes(found.bytes());
    Instant oldest = found.oldest();
    Instant newest = found.newest();
    if (oldest != null && newest != null) {
      text += ", written from " + TIME.format(oldest) + " to " + TIME.format(newest) + " UTC";
    }
    return text;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(sum());
    CareCounts counts = report.counts();
    if (counts.done() > 0) {
      lines.add(
          "  "
              + (subjects.isRehearsal() ? "would " + subjects.verb() : subjects.participle())
              + ": "
              + NumberText.count(counts.done())
              + (counts.doneBytes() > 0 ? ", " + NumberText.bytes(counts.doneBytes()) : ""));
    }
    if (report.found().leftOut() > 0) {
      lines.add(
          "  "
              + NumberText.count(report.found().leftOut(), "other is", "others are")
              + " left out by filters or age");
    }
    details.stream()
        .filter(detail -> detail.count() > 0)
        .forEach(detail -> lines.add("  " + detail.text()));
    List<String> cost = CostText.parts(report.activity(), isDetailed);
    if (!cost.isEmpty()) {
      lines.add("  cost: " + String.join(", ", cost));
    }
    lines.add("  took: " + NumberText.duration(report.took()));
    next(lines);
    return lines;
  }

  private String sum() {
    CareCounts counts = report.counts();
    List<String> terms = new ArrayList<>();
    terms.add(
        NumberText.count(counts.done())
            + (subjects.isRehearsal() ? " to " + subjects.verb() : " " + subjects.participle()));
    if (counts.asItIs() > 0) {
      terms.add(NumberText.count(counts.asItIs()) + " as they are");
    }
    if (counts.left() > 0) {
      terms.add(NumberText.count(counts.left()) + " left");
    }
    terms.add(NumberText.count(counts.failed()) + " failed");
    if (counts.notAttempted() > 0) {
      terms.add(NumberText.count(counts.notAttempted()) + " not attempted");
    }
    return "Found "
        + NumberText.count(report.found().total())
        + " = "
        + String.join(" + ", terms)
        + (report.addsUp() ? "" : " (these do not add up: this is a bug, please report it)");
  }

  private void next(List<String> lines) {
    if (subjects.isRehearsal()) {
      lines.add("  This was a dry run: nothing was changed.");
    } else if (report.counts().notAttempted() > 0
        && report.end().status() != RunStatus.GUARD_REFUSED) {
      lines.add("  Not everything was done: the same command again does what is missing.");
    }
  }
}
