package dev.sluice.cli.output.json;

import dev.sluice.care.move.MoveOutcome;
import dev.sluice.care.move.MoveReport;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.cli.output.Reporter;
import dev.sluice.cli.output.Ticker;
import dev.sluice.cli.output.console.Console;
import dev.sluice.flow.Unanswered;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.report.ProgressSource;
import dev.sluice.report.RunInfo;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.transfer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Shows a run to a program: one JSON object a line on standard output. The events are described in
/// `docs/json-events.md`.
public final class JsonReporter implements Reporter {

  private static final Duration FLUSH = Duration.ofMillis(200);
  private static final int FLUSHES_BETWEEN_PROGRESS = 5;

  private final Console console;
  private final OutputMode mode;
  private final AtomicInteger flushes = new AtomicInteger();
  private volatile @Nullable RunInfo run;
  private @Nullable Ticker ticker;

  /// @param console where to
  /// @param mode how much
  public JsonReporter(Console console, OutputMode mode) {
    this.console = console;
    this.mode = mode;
  }

  @Override
  public void started(RunInfo info, ProgressSource progress) {
    run = info;
    emit(JsonEvents.start(info));
    ticker =
        new Ticker(
            FLUSH,
            () -> {
              boolean due = flushes.incrementAndGet() % FLUSHES_BETWEEN_PROGRESS == 0;
              if (due && !mode.quiet() && mode.progress() != OutputMode.Progress.OFF) {
                emit(JsonEvents.progress(progress.now()));
              }
              console.flush();
            });
  }

  @Override
  public void outcome(Outcome outcome) {
    RunInfo info = run;
    if (info == null || (mode.quiet() && !(outcome instanceof Outcome.Failed))) {
      return;
    }
    switch (outcome) {
      case Outcome.Copied copied -> emit(JsonEvents.copied(copied, info));
      case Outcome.Deleted(var target) -> emit(JsonEvents.deleted(target, info));
      case Outcome.Failed failed -> emit(JsonEvents.failed(failed));
      case Outcome.Differs differs -> emit(JsonEvents.differs(differs));
      case Outcome.Planned(Action action) -> emit(JsonEvents.planned(action, info));
      case Outcome.NotAttempted(Key key) -> emit(JsonEvents.notAttempted(key));
      case Outcome.Skipped skipped -> {
        if (mode.verbose() || Reporter.isNoteworthy(skipped.reason())) {
          emit(JsonEvents.skipped(skipped));
        }
      }
    }
  }

  @Override
  public void warning(String message) {
    emit(JsonEvents.warning(message));
  }

  @Override
  public void unanswered(Unanswered call, int others) {
    emit(JsonEvents.unanswered(call, others, Instant.now()));
  }

  @Override
  public void leftoversRemoved(Removed removed) {
    if (!mode.quiet()) {
      emit(JsonEvents.leftoversRemoved(removed));
    }
  }

  @Override
  public void phase(Phase phase) {
    if (!mode.quiet()) {
      emit(Json.event("phase").put("phase", phase));
    }
  }

  @Override
  public void ended(MoveOutcome outcome) {
    RunInfo info = run;
    boolean isTold =
        !mode.quiet()
            || outcome instanceof MoveOutcome.Failed
            || outcome instanceof MoveOutcome.Left;
    if (info != null && isTold) {
      emit(MoveEvents.ended(outcome, info));
    }
  }

  @Override
  public void moved(MoveReport report) {
    close();
    emit(MoveEvents.with(report.counts(), JsonEvents.summary(report.run())));
    console.flush();
  }

  @Override
  public void finished(SyncReport report) {
    close();
    emit(JsonEvents.summary(report));
    console.flush();
  }

  @Override
  public void broken(String message, RunStatus status) {
    close();
    emit(JsonEvents.error(message, status));
    console.flush();
  }

  private void emit(Json event) {
    console.print(event.end());
  }

  @Override
  public void close() {
    Ticker running = ticker;
    if (running != null) {
      running.close();
      ticker = null;
    }
    console.flush();
  }
}
