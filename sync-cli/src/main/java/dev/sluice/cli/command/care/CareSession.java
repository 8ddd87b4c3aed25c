package dev.sluice.cli.command.care;

import dev.sluice.care.Approval;
import dev.sluice.care.CareReport;
import dev.sluice.care.CareRequest;
import dev.sluice.care.CareRequest.Choice;
import dev.sluice.care.CareRun;
import dev.sluice.care.CareTask;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.command.context.ErrorReport;
import dev.sluice.cli.config.Capacity;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.CareReporter;
import dev.sluice.cli.output.CareReporter.Subjects;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the commands of the care of buckets work in: open stores, and who shows what is done.
///
/// @param capacity how much is done at once
/// @param grace how long what is under way may go on after a signal
/// @param reporter shows it
record CareSession(
    CommandContext context,
    Stores stores,
    Capacity capacity,
    Duration grace,
    CareReporter reporter) {

  /// How much is done at once, and what is said of it.
  ///
  /// @param settings how stores are opened
  /// @param workers requests at once about what was found
  /// @param listWorkers key ranges listed at once
  /// @param grace how long what is under way may go on after a signal
  /// @param output what is said
  record Manner(
      Stores.Settings settings, int workers, int listWorkers, Duration grace, OutputMode output) {}

  /// What a command does.
  @FunctionalInterface
  interface Body {
    RunStatus run(CareSession session) throws UsageException, StoreException, InterruptedException;
  }

  /// Does something with stores that are opened for it, and shows how it ends.
  static RunStatus reported(CommandContext context, Manner manner, Subjects subjects, Body body)
      throws UsageException, StoreException, InterruptedException {
    OutputMode output = manner.output();
    try (CareReporter reporter = Display.careReporter(context.console(), output, subjects)) {
      try {
        Capacity capacity = context.capacity(manner.workers(), manner.listWorkers());
        try (Stores stores =
            context.stores(
                manner.settings(), capacity, Display.serviceObserver(context.console(), output))) {
          stores.watch();
          return body.run(new CareSession(context, stores, capacity, manner.grace(), reporter));
        }
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

  /// Finds objects, or versions, and does something to each.
  ///
  /// @param approval is asked in between; null where nobody need be
  CareReport run(
      Store store, boolean allVersions, Choice choice, CareTask task, @Nullable Approval approval)
      throws InterruptedException {
    CareRequest request =
        new CareRequest(
            store,
            allVersions,
            choice,
            capacity.transfers(),
            capacity.listings(),
            stores.temporaryFolder());
    CareRun.Surroundings surroundings =
        new CareRun.Surroundings(
            Time.SYSTEM, ProcessorLoad.ofMachine(), stores.descriptors(), context.cancellation());
    try (Registration _ = underWay()) {
      return new CareRun(request, task, approval, reporter, surroundings).execute();
    }
  }

  /// Work that a signal lets come to its end in order.
  Registration underWay() {
    return context.cancellation().underWay(grace);
  }
}
