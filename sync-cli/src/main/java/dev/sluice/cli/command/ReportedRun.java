package dev.sluice.cli.command;

import dev.sluice.cli.config.Capacity;
import dev.sluice.cli.config.FlagValues;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.Explanation;
import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.Reporter;
import dev.sluice.cli.output.text.Route;
import dev.sluice.engine.SidePair;
import dev.sluice.engine.SyncEngine;
import dev.sluice.engine.SyncRequest;
import dev.sluice.engine.Tuning;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.Time;
import dev.sluice.flow.UnansweredWatch;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.StoreException;
import java.util.List;

/// Carries out one run of the engine and shows it: what `sync` and `verify` share.
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
    Route route = Route.of(options.source(), options.destination());
    try (Reporter reporter = Display.reporter(context.console(), options.output(), route)) {
      try {
        return run(options, reporter);
      } catch (UsageException e) {
        reporter.broken(String.valueOf(e.getMessage()), RunStatus.USAGE);
        throw e;
      } catch (StoreException e) {
        reporter.broken(e.getMessage(), RunStatus.of(e.kind()));
        throw e;
      } catch (InterruptedException e) {
        reporter.broken("interrupted", RunStatus.INTERRUPTED);
        throw e;
      } catch (RuntimeException | Error e) {
        ErrorReport error = ErrorReport.of(e, true);
        reporter.broken(error.line(), error.status());
        throw e;
      }
    }
  }

  /// Says which filter rules decide about `keys`, and touches neither side.
  ///
  /// @return the exit code
  int explain(RunOptions options, List<String> keys) {
    Lister lister = Display.lister(context.console(), options.output().json(), false);
    keys.forEach(key -> lister.explained(Explanation.of(key, options.filter())));
    return RunStatus.OK.exitCode();
  }

  private SyncReport run(RunOptions options, Reporter reporter)
      throws UsageException, StoreException, InterruptedException {
    String ambiguity = FlagValues.ambiguity(options.source(), options.destination());
    if (ambiguity != null) {
      reporter.warning(ambiguity);
    }
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
              wanted
                  .withTransferWorkers(capacity.transfers())
                  .withListWorkers(capacity.listings()));
      try (Registration _ = context.cancellation().underWay(options.grace())) {
        return new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine(), stores.descriptors())
            .run(request, reporter, context.cancellation());
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
