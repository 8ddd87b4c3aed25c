package dev.sluice.cli.command.care;

import dev.sluice.care.CareCounts;
import dev.sluice.care.CareReport;
import dev.sluice.care.CareRequest.Choice;
import dev.sluice.care.CareTask;
import dev.sluice.care.Found;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.CareReporter;
import dev.sluice.cli.output.CareReporter.Subjects;
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

/// What the commands about access control lists work in.
///
/// @param session open stores, and who shows what is done
/// @param place what is looked at
record AclSession(CareSession session, Location place) {

  /// What a command does.
  @FunctionalInterface
  interface Body {
    RunStatus run(AclSession session) throws UsageException, StoreException, InterruptedException;
  }

  /// Does something with stores that are opened for it, and shows how it ends.
  static RunStatus reported(
      CommandContext context,
      Location place,
      CareSession.Manner manner,
      Subjects subjects,
      Body body)
      throws UsageException, StoreException, InterruptedException {
    return CareSession.reported(
        context, manner, subjects, session -> body.run(new AclSession(session, place)));
  }

  CommandContext context() {
    return session.context();
  }

  Stores stores() {
    return session.stores();
  }

  CareReporter reporter() {
    return session.reporter();
  }

  /// Asks the bucket.
  BucketAccess bucketAccess() throws UsageException, StoreException, InterruptedException {
    return context().interruptibly(() -> stores().access(place.authority()).all());
  }

  /// Whether versions are to be listed where that is wanted; if they cannot be, it is said.
  ///
  /// @param otherwise what that means, as a line for the user
  boolean canListVersions(String otherwise)
      throws UsageException, StoreException, InterruptedException {
    boolean canList =
        context()
            .interruptibly(() -> {
              try (Store store = stores().objects(place.authority(), place.path())) {
                Versions versions = store.versions().orElse(null);
                return versions != null && versions.canList();
              }
            });
    if (!canList) {
      reporter().warning("the service lists no versions: " + otherwise);
    }
    return canList;
  }

  /// Finds out what the location means.
  ObjectScope scope(boolean recursive, boolean allVersions, String command)
      throws UsageException, StoreException, InterruptedException {
    return context()
        .interruptibly(() -> ObjectScope.find(place, recursive, allVersions, command, stores()));
  }

  /// Finds objects, or versions, and does something to each.
  ///
  /// @throws StoreException if there is none
  CareReport run(
      ObjectScope scope, Store store, boolean listsVersions, Choice choice, CareTask task)
      throws UsageException, StoreException, InterruptedException {
    CareReport report = session.run(store, listsVersions, choice, task, null);
    scope.requireAny(report, session);
    return report;
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
    reporter().finished(report, details);
    return report.end().status();
  }
}
