package dev.sluice.cli.command.care;

import dev.sluice.care.CareCounts;
import dev.sluice.care.CareReport;
import dev.sluice.care.CareRequest;
import dev.sluice.care.CareRequest.Choice;
import dev.sluice.care.CareRun;
import dev.sluice.care.CareTask;
import dev.sluice.care.Found;
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
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.model.access.BucketAccess;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreActivity;
import dev.sluice.store.StoreException;
import dev.sluice.store.Versions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the commands about access control lists work in: open stores, and who shows what is done.
///
/// @param place what is looked at
/// @param capacity how much is done at once
/// @param grace how long what is under way may go on after a signal
/// @param reporter shows it
record AclSession(
    CommandContext context,
    Location place,
    Stores stores,
    Capacity capacity,
    Duration grace,
    CareReporter reporter) {

  /// How much is done at once, and what is said of it.
  ///
  /// @param settings how stores are opened
  /// @param listWorkers key ranges listed at once
  /// @param grace how long what is under way may go on after a signal
  /// @param output what is said
  record Manner(Stores.Settings settings, int listWorkers, Duration grace, OutputMode output) {}

  /// What a command does.
  @FunctionalInterface
  interface Body {
    RunStatus run(AclSession session) throws UsageException, StoreException, InterruptedException;
  }

  /// Does something with stores that are opened for it, and shows how it ends.
  static RunStatus reported(
      CommandContext context, Location place, Manner manner, Subjects subjects, Body body)
      throws UsageException, StoreException, InterruptedException {
    OutputMode output = manner.output();
    try (CareReporter reporter = Display.careReporter(context.console(), output, subjects)) {
      try {
        Capacity capacity = context.capacity(manner.settings().workers(), manner.listWorkers());
        try (Stores stores =
            context.stores(
                manner.settings(), capacity, Display.serviceObserver(context.console(), output))) {
          stores.watch();
          return body.run(
              new AclSession(context, place, stores, capacity, manner.grace(), reporter));
        }
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

  /// Asks the bucket.
  BucketAccess bucketAccess() throws UsageException, StoreException, InterruptedException {
    return context.interruptibly(() -> stores.access(place.authority()).all());
  }

  /// Whether versions are to be listed where that is wanted; if they cannot be, it is said.
  ///
  /// @param otherwise what that means, as a line for the user
  boolean canListVersions(String otherwise)
      throws UsageException, StoreException, InterruptedException {
    boolean canList =
        context.interruptibly(() -> {
          try (Store store = stores.objects(place.authority(), place.path())) {
            Versions versions = store.versions().orElse(null);
            return versions != null && versions.canList();
          }
        });
    if (!canList) {
      reporter.warning("the service lists no versions: " + otherwise);
    }
    return canList;
  }

  /// Finds out what the location means.
  ObjectScope scope(boolean recursive, boolean allVersions, String command)
      throws UsageException, StoreException, InterruptedException {
    return context.interruptibly(
        () -> ObjectScope.find(place, recursive, allVersions, command, stores));
  }

  /// Finds objects, or versions, and does something to each.
  ///
  /// @throws StoreException if there is none
  CareReport run(
      ObjectScope scope, Store store, boolean listsVersions, Choice choice, CareTask task)
      throws UsageException, StoreException, InterruptedException {
    CareRequest request =
        new CareRequest(
            store,
            listsVersions,
            choice,
            capacity.transfers(),
            capacity.listings(),
            stores.temporaryFolder());
    CareRun.Surroundings surroundings =
        new CareRun.Surroundings(
            Time.SYSTEM, ProcessorLoad.ofMachine(), stores.descriptors(), context.cancellation());
    try (Registration _ = context.cancellation().underWay(grace)) {
      CareReport report = new CareRun(request, task, null, reporter, surroundings).execute();
      boolean isNothing = report.found().total() + report.found().leftOut() == 0;
      if (isNothing && report.end().status() == RunStatus.OK && !place.path().isEmpty()) {
        throw context.interruptibly(() -> scope.isNothing(stores));
      }
      return report;
    }
  }

  /// The end of a run that need not begin.
  static CareReport needless(@Nullable String reason) {
    return new CareReport(
        new RunEnd(RunStatus.OK, reason),
        new Found(0, 0, 0, 0, null, null),
        new CareCounts(0, 0, 0, 0, 0, 0),
        0,
        false,
        Duration.ZERO,
        StoreActivity.NONE);
  }

  /// A report that ends as badly as `other` at least.
  static CareReport orWorse(CareReport report, RunEnd other) {
    return other.status().compareTo(report.end().status()) > 0 ? report.withEnd(other) : report;
  }

  /// Shows the end, and says so.
  RunStatus finished(CareReport report, List<CareReporter.Detail> details) {
    reporter.finished(report, details);
    return report.end().status();
  }
}
