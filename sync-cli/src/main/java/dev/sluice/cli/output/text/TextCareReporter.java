package dev.sluice.cli.output.text;

import dev.sluice.care.CareFigures;
import dev.sluice.care.CareOutcome;
import dev.sluice.care.CareReport;
import dev.sluice.care.Found;
import dev.sluice.care.Subject;
import dev.sluice.cli.output.CareReporter;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.model.Unlisted;
import dev.sluice.report.RunStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Shows the care of a bucket to a person: what was found, lines as far as asked for, what was left
/// and what failed as it happens, progress on a terminal, and the summary.
public final class TextCareReporter implements CareReporter {

  private final Console console;
  private final OutputMode mode;
  private final Subjects subjects;
  private final AtomicLong troubles = new AtomicLong();
  private final AtomicBoolean endTold = new AtomicBoolean();
  private volatile @Nullable String lastTrouble;
  private @Nullable CareProgress progress;

  /// @param console where to
  /// @param mode how much
  /// @param subjects what is shown
  public TextCareReporter(Console console, OutputMode mode, Subjects subjects) {
    this.console = console;
    this.mode = mode;
    this.subjects = subjects;
  }

  @Override
  public void started(CareFigures figures) {
    if (mode.showsBlock(console.screen())) {
      progress = new CareProgress(console, figures, subjects.participle());
      progress.show();
    }
  }

  @Override
  public void found(Found found, List<String> warnings, boolean isAsked) {
    close();
    if (isAsked || !mode.quiet()) {
      console.print(Escapes.line(subjects.location() + ": " + CareSummary.found(found)));
      warnings.forEach(line -> console.print("  " + Escapes.line(line)));
      console.flush();
    }
  }

  /// Goes on to show progress once somebody has answered.
  @Override
  public void approved() {
    if (progress != null) {
      progress.show();
    }
  }

  @Override
  public void outcome(CareOutcome outcome) {
    switch (outcome) {
      case CareOutcome.Done(Subject subject, String how) -> {
        if (!mode.quiet() && (mode.verbose() || subjects.isRehearsal())) {
          console.print(Escapes.line(done(subject, how)));
        }
      }
      case CareOutcome.AsItIs _ -> {}
      case CareOutcome.Left(Subject subject, String why) ->
          trouble("WARNING: left ", address(subject) + ": " + why);
      case CareOutcome.Failed(_, var error) -> {
        // What ends the run meets everything under way alike: it is told once.
        if (!error.kind().concernsWholeRun() || endTold.compareAndSet(false, true)) {
          trouble("ERROR: ", error.getMessage());
        }
      }
    }
  }

  private String done(Subject subject, String how) {
    return subjects.isRehearsal()
        ? "would " + subjects.verb() + ": " + address(subject)
        : how + ": " + address(subject);
  }

  private String address(Subject subject) {
    return subjects.addresses().of(subject.key(), subject.version());
  }

  private void trouble(String level, String line) {
    long count = troubles.incrementAndGet();
    if (count <= TextReporter.MAX_FAILURE_LINES) {
      lastTrouble = line;
      console.error(level + Escapes.line(line));
    } else if (count == TextReporter.MAX_FAILURE_LINES + 1) {
      console.error(
          "ERROR: more than "
              + TextReporter.MAX_FAILURE_LINES
              + " of these; the rest is counted, and  --json  shows every one");
    }
  }

  @Override
  public void unlisted(Unlisted part) {
    trouble("ERROR: ", subjects.addresses().of(part.key(), null) + ": " + part.cause());
  }

  @Override
  public void warning(String line) {
    if (!mode.quiet()) {
      console.error("WARNING: " + Escapes.line(line));
    }
  }

  @Override
  public void bucketRemoved(String bucket) {
    if (!mode.quiet()) {
      console.print((subjects.isRehearsal() ? "would remove: s3://" : "removed: s3://") + bucket);
    }
  }

  @Override
  public void finished(CareReport report, List<Detail> details) {
    close();
    if (!mode.quiet() || report.end().status() != RunStatus.OK) {
      new CareSummary(report, subjects, details, mode.verbose()).lines().forEach(console::print);
    }
    String reason = report.end().reason();
    if (reason != null && !reason.equals(lastTrouble)) {
      console.error("sluice: " + Escapes.line(reason));
    }
    console.flush();
  }

  @Override
  public void broken(String message, RunStatus status) {
    close(); // the line itself is the program's to print
  }

  @Override
  public void close() {
    if (progress != null) {
      progress.close();
    }
    console.flush();
  }
}
