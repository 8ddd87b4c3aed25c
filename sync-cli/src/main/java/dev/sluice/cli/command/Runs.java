package dev.sluice.cli.command;

import dev.sluice.cli.config.Capacity;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.Explanation;
import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.Reporter;
import dev.sluice.cli.output.text.Route;
import dev.sluice.engine.Resolver;
import dev.sluice.engine.RunStatuses;
import dev.sluice.engine.SidePair;
import dev.sluice.engine.SyncEngine;
import dev.sluice.engine.SyncRequest;
import dev.sluice.engine.Tuning;
import dev.sluice.engine.UsageException;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.ProcessorLoad;
import dev.sluice.flow.Time;
import dev.sluice.flow.UnansweredWatch;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.StoreException;
import java.util.List;

/// Carries out one run of the engine and shows it: what `sync` and `verify` share.
final class Runs {

  private final Surroundings surroundings;

  Runs(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// Runs it and tells the user.
  ///
  /// @throws UsageException if the two sides make no sense together
  /// @throws StoreException if a side is missing or cannot be reached, before the run has begun
  SyncReport run(Order order) throws UsageException, StoreException, InterruptedException {
    Route route = Route.of(order.source(), order.destination());
    try (Reporter reporter = Display.reporter(surroundings.console(), order.output(), route)) {
      try {
        return run(order, reporter);
      } catch (UsageException e) {
        reporter.broken(String.valueOf(e.getMessage()), RunStatus.USAGE);
        throw e;
      } catch (StoreException e) {
        reporter.broken(e.getMessage(), RunStatuses.of(e.kind()));
        throw e;
      } catch (InterruptedException e) {
        reporter.broken("interrupted", RunStatus.INTERRUPTED);
        throw e;
      } catch (RuntimeException | Error e) {
        Failure failure = Failure.of(e, true);
        reporter.broken(failure.line(), failure.status());
        throw e;
      }
    }
  }

  /// Says which filter rules decide about `keys`, and touches neither side.
  ///
  /// @return the exit code
  int explain(Order order, List<String> keys) {
    Lister lister = Display.lister(surroundings.console(), order.output().json(), false);
    keys.forEach(key -> lister.explained(Explanation.of(key, order.filter())));
    return RunStatus.OK.exitCode();
  }

  private SyncReport run(Order order, Reporter reporter)
      throws UsageException, StoreException, InterruptedException {
    String doubt = Resolver.doubt(order.source(), order.destination());
    if (doubt != null) {
      reporter.warning(doubt);
    }
    Tuning wanted = order.tuning();
    Capacity capacity = surroundings.capacity(wanted.transferWorkers(), wanted.listWorkers());
    String lowered = capacity.lowered(wanted.transferWorkers(), wanted.listWorkers());
    if (lowered != null && (order.output().verbose() || capacity.costsSpeed())) {
      reporter.warning(lowered);
    }
    try (Stores stores =
            surroundings.stores(
                order.stores(),
                capacity,
                Display.serviceObserver(surroundings.console(), order.output()));
        SidePair pair = resolve(order, stores)) {
      SyncRequest request =
          new SyncRequest(
              pair.source(),
              pair.target(),
              order.policy(),
              order.filter(),
              wanted
                  .withTransferWorkers(capacity.transfers())
                  .withListWorkers(capacity.listings()));
      try (Registration _ = surroundings.cancellation().underWay(order.grace())) {
        return new SyncEngine(Time.SYSTEM, ProcessorLoad.ofMachine(), stores.descriptors())
            .run(request, reporter, surroundings.cancellation());
      }
    }
  }

  /// Looks at both places. What does not answer meanwhile is told here, and then by the run.
  private SidePair resolve(Order order, Stores stores)
      throws UsageException, StoreException, InterruptedException {
    try (UnansweredWatch _ = stores.watch()) {
      return surroundings.interruptibly(
          () -> new Resolver(stores).resolve(order.source(), order.destination()));
    }
  }
}
