package dev.sluice.cli.output.text;

import dev.sluice.care.move.MoveOutcome;
import dev.sluice.care.move.MoveOutcome.Why;
import dev.sluice.care.move.MoveReport;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.cli.output.Reporter;
import dev.sluice.cli.output.Ticker;
import dev.sluice.cli.output.console.Console;
import dev.sluice.cli.output.console.Escapes;
import dev.sluice.flow.Unanswered;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.plan.Action;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.Progress;
import dev.sluice.report.ProgressSource;
import dev.sluice.report.RunInfo;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Leftovers.Removed;
import dev.sluice.transfer.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Shows a run to a person: lines for actions as far as asked for, failures as they happen,
/// progress as a live block or as lines now and then, and the summary.
public final class TextReporter implements Reporter {

  /// More than this many failures would push everything else out of sight.
  static final int MAX_FAILURE_LINES = 200;

  private static final String TOO_MANY =
      " failures; the rest is counted, and  --json  shows every one";

  private static final Duration REDRAW = Duration.ofMillis(100);

  private final Console console;
  private final OutputMode mode;
  private final Route route;
  private final PlannedCount planned = new PlannedCount();
  private final AtomicLong copiedLines = new AtomicLong();
  private final AtomicLong failureLines = new AtomicLong();
  private final ProgressBlock block = new ProgressBlock();
  private final Heartbeat heartbeat = new Heartbeat();
  private volatile @Nullable ActionLines lines;
  private volatile @Nullable ProgressSource progress;
  private volatile boolean linesWanted;
  private volatile String heading = "";
  private volatile @Nullable String lastFailure;
  private final AtomicBoolean endTold = new AtomicBoolean();
  private @Nullable Ticker ticker;

  /// @param console where to
  /// @param mode how much
  /// @param route from where to where the run goes
  public TextReporter(Console console, OutputMode mode, Route route) {
    this.console = console;
    this.mode = mode;
    this.route = route;
  }

  @Override
  public void started(RunInfo run, ProgressSource source) {
    lines = new ActionLines(run, route);
    heading =
        Escapes.line(run.source().apply(null)) + " -> " + Escapes.line(run.target().apply(null));
    progress = source;
    linesWanted = !mode.quiet() && (mode.verbose() || run.policy().mode() != Mode.SYNC);
    ticker = new Ticker(REDRAW, () -> tick(source.now()));
  }

  /// Redraws or says what is due.
  void tick(Progress now) {
    if (mode.showsBlock(console.screen())) {
      console.block(block.lines(now, console.screen().size()));
    } else {
      if (mode.showsHeartbeat(console.screen())) {
        heartbeat.line(now).ifPresent(console::error);
      }
      console.flush();
    }
  }

  @Override
  public void outcome(Outcome outcome) {
    switch (outcome) {
      case Outcome.Failed failed -> failed(failed);
      case Outcome.Planned(Action action) -> {
        planned.add(action);
        line(outcome);
      }
      case Outcome.Copied _,
          Outcome.Deleted _,
          Outcome.Differs _,
          Outcome.Skipped _,
          Outcome.NotAttempted _ ->
          line(outcome);
    }
  }

  private void failed(Outcome.Failed failed) {
    // What ends the run meets everything under way alike: it is told once, and each is counted.
    if (failed.kind().concernsWholeRun() && !endTold.compareAndSet(false, true)) {
      return;
    }
    String message = failed.message();
    long count = failureLines.incrementAndGet();
    if (count <= MAX_FAILURE_LINES) {
      lastFailure = message;
      console.error("ERROR: " + Escapes.line(message));
    } else if (count == MAX_FAILURE_LINES + 1) {
      console.error("ERROR: more than " + MAX_FAILURE_LINES + TOO_MANY);
    }
  }

  private void line(Outcome outcome) {
    ActionLines known = lines;
    if (linesWanted && known != null) {
      known.of(outcome).ifPresent(line -> console.print(line + position(outcome)));
    }
  }

  private String position(Outcome outcome) {
    ProgressSource source = progress;
    if (source == null || !(outcome instanceof Outcome.Copied)) {
      return "";
    }
    return " " + Heartbeat.position(copiedLines.incrementAndGet(), source.now());
  }

  @Override
  public void warning(String message) {
    if (!mode.quiet()) {
      console.error("WARNING: " + Escapes.line(message));
    }
  }

  @Override
  public void unanswered(Unanswered call, int others) {
    if (!mode.quiet()) {
      console.error(UnansweredLine.of(call, others, Instant.now()));
    }
  }

  @Override
  public void leftoversRemoved(Removed removed) {
    if (!mode.quiet()) {
      console.print("Removed " + NumberText.removed(removed) + " that killed runs had left.");
    }
  }

  @Override
  public void phase(Phase phase) {
    if (phase == Phase.STOPPING && !mode.quiet()) {
      console.error("INFO: stopping: finishing what is under way");
    }
  }

  @Override
  public void ended(MoveOutcome outcome) {
    switch (outcome) {
      case MoveOutcome.Failed failed -> trouble("ERROR: ", failed.error().getMessage());
      case MoveOutcome.Left(Entry source, Why why) ->
          trouble("WARNING: left ", source(source.key()) + ": " + why.text());
      case MoveOutcome.Moved(Entry source, _) -> removed("removed: ", source, "");
      case MoveOutcome.Planned(Entry source) -> removed("remove: ", source, " (dry run)");
    }
  }

  private void removed(String verb, Entry source, String note) {
    if (linesWanted) {
      console.print(verb + Escapes.quoted(source(source.key())) + note);
    }
  }

  private String source(Key key) {
    ActionLines known = lines;
    return known == null ? key.value() : known.source(key);
  }

  private void trouble(String label, String message) {
    long count = failureLines.incrementAndGet();
    if (count <= MAX_FAILURE_LINES) {
      console.error(label + Escapes.line(message));
    } else if (count == MAX_FAILURE_LINES + 1) {
      console.error("ERROR: more than " + MAX_FAILURE_LINES + TOO_MANY);
    }
  }

  @Override
  public void moved(MoveReport report) {
    finished(report.run(), new MoveText(report.counts()).lines());
  }

  @Override
  public void finished(SyncReport report) {
    finished(report, List.of());
  }

  /// @param more lines for the summary
  private void finished(SyncReport report, List<String> more) {
    close();
    boolean isTold = !mode.quiet() || report.status() != RunStatus.OK;
    if (isTold) {
      if (mode.quiet()) {
        // Who asked for quiet hears of it by mail, among the mails of other runs.
        console.print(heading);
      }
      new SummaryText(report, route, planned, mode.verbose(), more).lines().forEach(console::print);
    }
    String reason = report.end().reason();
    if (reason != null && !reason.equals(lastFailure)) {
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
    Ticker running = ticker;
    if (running != null) {
      running.close();
      ticker = null;
    }
    console.clearBlock();
    console.flush();
  }
}
