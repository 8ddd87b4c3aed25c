package dev.sluice.cli.command.care;

import dev.sluice.care.Approval;
import dev.sluice.care.CareReport;
import dev.sluice.care.CareRequest.Choice;
import dev.sluice.care.ChangeList;
import dev.sluice.care.Removal;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.CareReporter;
import dev.sluice.cli.output.CareReporter.Detail;
import dev.sluice.cli.output.CareReporter.Subjects;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.model.Key;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.Versions;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the commands that remove find and remove, and tell of it.
record Removing(CareSession session) {

  /// A request takes a thousand, of which services take some thousand a second.
  private static final int WORKERS = 16;

  private static final int LIST_WORKERS = 16;

  private static final Duration GRACE = Duration.ofSeconds(10);

  /// What a command does, showing it.
  @FunctionalInterface
  interface Body {
    RunStatus run(Removing removing) throws UsageException, StoreException, InterruptedException;
  }

  /// Does something with stores that are opened for it, and shows how it ends.
  static RunStatus reported(
      CommandContext context,
      Stores.Settings settings,
      OutputMode mode,
      Subjects subjects,
      Body body)
      throws UsageException, StoreException, InterruptedException {
    return CareSession.reported(
        context,
        new CareSession.Manner(settings, WORKERS, LIST_WORKERS, GRACE, mode),
        subjects,
        session -> body.run(new Removing(session)));
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

  /// How objects of a bucket are named.
  static String address(String bucket, Key key, @Nullable String version) {
    return "s3://" + bucket + "/" + key + (version == null ? "" : " (version " + version + ")");
  }

  /// The versions of a store.
  static Versions versions(Store store) {
    return store
        .versions()
        .orElseThrow(() -> new IllegalArgumentException("a bucket has versions"));
  }

  /// Whether a service that is asked for versions can list them; if not, it is said.
  boolean canListVersions(Store store) throws UsageException, StoreException, InterruptedException {
    boolean canList = context().interruptibly(() -> versions(store).canList());
    if (!canList) {
      reporter()
          .warning("the service lists no versions: what is seen is removed, and nothing else");
    }
    return canList;
  }

  /// Finds and removes.
  ///
  /// @param approval is asked in between; null in a dry run
  CareReport remove(
      Store store,
      boolean allVersions,
      Choice choice,
      Removal removal,
      @Nullable ChangeList list,
      @Nullable Approval approval)
      throws InterruptedException {
    return withList(session.run(store, allVersions, choice, removal, approval), list);
  }

  private static CareReport withList(CareReport report, @Nullable ChangeList list) {
    try {
      if (list != null) {
        list.requireSound();
      }
      return report;
    } catch (StoreException e) {
      return report.end().reason() == null && report.end().status() != RunStatus.INTERRUPTED
          ? report.withEnd(new RunEnd(RunStatus.of(e.kind()), e.getMessage()))
          : report;
    }
  }

  /// What is told of a removal beside what is told of all.
  ///
  /// @param written the list's name; null where none was written
  static List<Detail> details(Removal removal, @Nullable String written) {
    long hidden = removal.hidden();
    return List.of(
        new Detail(
            "hidden",
            hidden,
            "hidden by delete markers, not gone: "
                + hidden
                + (written == null
                    ? "; --list FILE would have noted how to bring them back"
                    : "; sluice rm --undelete " + written + "  brings them back")));
  }
}
