package dev.sluice.cli.command;

import dev.sluice.care.move.MoveReport;
import dev.sluice.care.move.MoveRun;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.command.context.ErrorReport;
import dev.sluice.cli.config.Capacity;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.Explanation;
import dev.sluice.cli.output.Explanation.Rehearsed;
import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.Reporter;
import dev.sluice.cli.output.text.Route;
import dev.sluice.engine.SidePair;
import dev.sluice.engine.SyncEngine;
import dev.sluice.engine.SyncRequest;
import dev.sluice.engine.Tuning;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.Descriptors;
import dev.sluice.flow.Time;
import dev.sluice.flow.UnansweredWatch;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.UsageException;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunObserver;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.StoreException;
import dev.sluice.transfer.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Carries out one run of the engine and shows it: what `sync`, `verify` and `mv` share.
final class ReportedRun {

  private final CommandContext context;

  ReportedRun(CommandContext context) {
    this.context = context;
  }

  /// Runs it and tells the user.
  ///
  /// @throws UsageException if the two sides make no sense together
  /// @throws StoreException if a side is missing or cannot be reached, before the run has begun
  SyncReport run(RunOptions options) throws UsageException, StoreException, InterruptedException {
    return reported(options, reporter -> run(options, reporter));
  }

  /// Moves, and tells the user.
  ///
  /// @param notes where removed objects are written down; null for nowhere
  /// @throws UsageException if the two sides make no sense together
  /// @throws StoreException if a side is missing or cannot be reached, before the run has begun
  MoveReport move(RunOptions options, @Nullable MoveNotes notes)
      throws UsageException, StoreException, InterruptedException {
    return reported(
        options,
        reporter -> {
          tellAmbiguity(options, reporter);
          return opened(
              options,
              reporter,
              KeyRange.all(),
              (request, descriptors) ->
                  new MoveRun(
                          request,
                          notes == null ? null : notes.of(request.source()),
                          reporter,
                          new MoveRun.Surroundings(
                              Time.SYSTEM,
                              ProcessorLoad.ofMachine(),
                              descriptors,
                              context.cancellation()))
                      .execute());
        });
  }

  /// What is shown to the user.
  ///
  /// @param <T> what comes of it
  @FunctionalInterface
  private interface Shown<T> {
    T run(Reporter reporter) throws UsageException, StoreException, InterruptedException;
  }

  private <T> T reported(RunOptions options, Shown<T> shown)
      throws UsageException, StoreException, InterruptedException {
    Route route = Route.of(options.source(), options.destination());
    try (Reporter reporter = Display.reporter(context.console(), options.output(), route)) {
      try {
        return shown.run(reporter);
      } catch (UsageException
          | StoreException
          | InterruptedException
          | RuntimeException
          | Error e) {
        ErrorReport error = ErrorReport.of(e, true);
        reporter.broken(error.line(), error.status());
        throw e;
      }
    }
  }

  /// Says which filter rules decide about `keys`; in a dry run also what would be done about those
  /// that are part of it, and why. Otherwise neither side is touched.
  ///
  /// @return the exit code
  int explain(RunOptions options, List<String> keys)
      throws UsageException, StoreException, InterruptedException {
    Lister lister = Display.lister(context.console(), options.output().json(), false);
    boolean rehearses = options.policy().mode() == Mode.DRY_RUN;
    RunOptions alone = options.withoutDeletion();
    RunStatus status = RunStatus.OK;
    for (String key : keys) {
      Explanation explanation = Explanation.of(key, options.filter());
      if (rehearses && explanation.included()) {
        Rehearsal rehearsal = new Rehearsal(key);
        RunEnd end = run(alone, rehearsal, rehearsal.range()).end();
        status = status == RunStatus.OK ? end.status() : status;
        Rehearsed rehearsed = rehearsal.rehearsed(end);
        lister.explained(explanation.with(rehearsed));
        if (rehearsed.failure() != null) {
          return end.status().exitCode(); // which concerns the other keys too
        }
      } else {
        lister.explained(explanation);
      }
    }
    return status.exitCode();
  }

  /// A dry run about one key alone.
  private static final class Rehearsal implements RunObserver {
    private final Key key;
    private final List<Outcome> outcomes = new CopyOnWriteArrayList<>();

    Rehearsal(String key) {
      this.key = Key.of(key);
    }

    KeyRange range() {
      return new KeyRange(key.justBelow(), key);
    }

    @Override
    public void outcome(Outcome outcome) {
      outcomes.add(outcome);
    }

    Rehearsed rehearsed(RunEnd end) {
      return outcomes.isEmpty()
          ? new Rehearsed(null, end.status() == RunStatus.OK ? null : said(end))
          : new Rehearsed(outcomes.getFirst(), null);
    }

    private static String said(RunEnd end) {
      return end.reason() == null ? "the run ended before" : end.reason();
    }
  }

  private SyncReport run(RunOptions options, Reporter reporter)
      throws UsageException, StoreException, InterruptedException {
    tellAmbiguity(options, reporter);
    return run(options, reporter, KeyRange.all());
  }

  private static void tellAmbiguity(RunOptions options, Reporter reporter) throws UsageException {
    String ambiguity = FlagValues.ambiguity(options.source(), options.destination());
    if (ambiguity != null) {
      reporter.warning(ambiguity);
    }
  }

  private SyncReport run(RunOptions options, RunObserver reporter, KeyRange range)
      throws UsageException, StoreException, InterruptedException {
    return opened(
        options,
        reporter,
        range,
        (request, descriptors) ->
            new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine(), descriptors)
                .run(request, reporter, context.cancellation()));
  }

  /// What is done between two places that are open.
  ///
  /// @param <T> what comes of it
  @FunctionalInterface
  interface Body<T> {
    /// Does it.
    ///
    /// @param descriptors by which files are opened
    T run(SyncRequest request, Descriptors descriptors)
        throws UsageException, StoreException, InterruptedException;
  }

  /// Opens both places and does something with them, which a signal lets come to its end in order.
  private <T> T opened(RunOptions options, RunObserver reporter, KeyRange range, Body<T> body)
      throws UsageException, StoreException, InterruptedException {
    Tuning wanted = options.tuning();
    Capacity capacity = context.capacity(wanted.transferWorkers(), wanted.listWorkers());
    String lowered = capacity.lowered(wanted.transferWorkers(), wanted.listWorkers());
    if (lowered != null && (options.output().verbose() || capacity.costsSpeed())) {
      reporter.warning(lowered);
    }
    try (Stores stores =
            context.stores(
                options.stores(),
                capacity,
                Display.serviceObserver(context.console(), options.output()));
        SidePair pair = resolve(options, stores)) {
      SyncRequest request =
          new SyncRequest(
              pair.source(),
              pair.target(),
              options.policy(),
              options.filter(),
              wanted.withTransferWorkers(capacity.transfers()).withListWorkers(capacity.listings()),
              range);
      try (Registration _ = context.cancellation().underWay(options.grace())) {
        return body.run(request, stores.descriptors());
      }
    }
  }

  /// Looks at both places. What does not answer meanwhile is told here, and then by the run.
  private SidePair resolve(RunOptions options, Stores stores)
      throws UsageException, StoreException, InterruptedException {
    try (UnansweredWatch _ = stores.watch()) {
      return context.interruptibly(
          () -> stores.resolver().resolve(options.source(), options.destination()));
    }
  }
}
