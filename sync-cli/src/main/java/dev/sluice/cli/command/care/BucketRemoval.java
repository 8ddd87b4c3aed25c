package dev.sluice.cli.command.care;

import dev.sluice.care.CareReport;
import dev.sluice.care.CareRequest.Choice;
import dev.sluice.care.ChangeList;
import dev.sluice.care.Found;
import dev.sluice.care.Removal;
import dev.sluice.cli.output.CareReporter.Detail;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.UsageException;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Leftovers;
import dev.sluice.store.Leftovers.Sweep;
import dev.sluice.store.Prune;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.Versions;
import java.util.ArrayList;
import java.util.List;

/// Removes one bucket, with what is in it or only if that is nothing.
///
/// @param removing finds, removes and tells
/// @param options what was asked for
record BucketRemoval(Removing removing, String bucket, RemovalOptions options, OutputMode mode) {

  private static final String WITH_ALL = "; sluice rb --force s3://";

  /// Removes it if it is empty.
  RunStatus ifEmpty() throws UsageException, StoreException, InterruptedException {
    boolean isGone =
        removing.context().interruptibly(() -> options.dryRun() ? isEmpty() : remove());
    if (!isGone) {
      throw new StoreException(
          Kind.OBSTRUCTED,
          "s3://" + bucket + " is not empty" + WITH_ALL + bucket + "  removes what is in it too");
    }
    removing.reporter().bucketRemoved(bucket);
    return RunStatus.OK;
  }

  private boolean remove() throws StoreException, InterruptedException {
    return removing.stores().buckets().remove(bucket);
  }

  private Store open() throws StoreException {
    return removing.stores().objects(bucket, "");
  }

  private boolean isEmpty() throws StoreException, InterruptedException {
    try (Store store = open()) {
      Versions versions = Removing.versions(store);
      try (RangeCursor<?> cursor =
          versions.canList()
              ? versions.list(KeyRange.all())
              : store.list(KeyRange.all(), Prune.NOTHING)) {
        return cursor.next() == null;
      }
    }
  }

  /// Removes what is in it, and then the bucket.
  RunStatus withAll() throws UsageException, StoreException, InterruptedException {
    try (Store store = open();
        ChangeList list = options.openList(bucket)) {
      boolean allVersions = isByVersions(store);
      Uploads uploads = new Uploads(store.leftovers().orElseThrow());
      long begun = removing.context().interruptibly(() -> uploads.sweep(true));
      Removal task =
          new Removal(
              Removing.versions(store), store.properties().deleteBatch(), options.dryRun(), list);
      List<String> warnings =
          begun == 0 ? List.of() : List.of(Uploads.text(begun) + ", and the bucket itself");
      Consent consent =
          new Consent(
              removing.context(),
              removing.reporter(),
              bucket,
              options.yes(),
              !mode.json(),
              warnings);
      CareReport report =
          removing.remove(
              store, allVersions, Choice.ALL, task, list, options.dryRun() ? null : consent);
      if (report.end().status() == RunStatus.OK && !options.dryRun()) {
        report = report.withEnd(bucketToo(report, begun, uploads, consent));
      } else if (report.end().status() != RunStatus.GUARD_REFUSED && !options.dryRun()) {
        report = report.withEnd(stays(report));
      }
      List<Detail> details =
          new ArrayList<>(Removing.details(task, list == null ? null : options.list()));
      details.add(new Detail("uploads", begun, Uploads.text(begun)));
      removing.reporter().finished(report.withActivity(store.activity()), details);
      if (report.end().status() == RunStatus.OK) {
        removing.reporter().bucketRemoved(bucket);
      }
      return report.end().status();
    }
  }

  /// Whether versions and delete markers are to be removed by their ids.
  ///
  /// @throws StoreException if there are some and nobody has said that they may go
  private boolean isByVersions(Store store)
      throws UsageException, StoreException, InterruptedException {
    if (!options.allVersions()) {
      if (removing.context().interruptibly(() -> keepsVersions(Removing.versions(store)))) {
        throw new StoreException(
            Kind.OBSTRUCTED,
            "s3://"
                + bucket
                + " keeps versions: --force alone would only hide what is in it, and the bucket"
                + " would stay; add --all-versions to remove all of them for good");
      }
      return false;
    }
    return removing.canListVersions(store);
  }

  private static boolean keepsVersions(Versions versions)
      throws StoreException, InterruptedException {
    if (!versions.canList() || versions.state() == Versions.State.OFF) {
      return false;
    }
    try (RangeCursor<ListedVersion> cursor = versions.list(KeyRange.all())) {
      return cursor.next() != null;
    }
  }

  private RunEnd stays(CareReport report) {
    long left = report.found().total() - report.counts().done();
    String why =
        left == 0
            ? "not all of it could be listed"
            : left + " of what is in it " + (left == 1 ? "is left" : "are left");
    String reason = report.end().reason();
    return new RunEnd(
        report.end().status(),
        (reason == null ? "" : reason + "; ") + "s3://" + bucket + " stays: " + why);
  }

  private RunEnd bucketToo(CareReport report, long begun, Uploads uploads, Consent consent)
      throws UsageException, StoreException, InterruptedException {
    if (begun > 0 && report.found().total() == 0) { // nobody has been asked yet
      String refusal = consent.refusal(new Found(0, 0, 0, 0, null, null));
      if (refusal != null) {
        return new RunEnd(RunStatus.GUARD_REFUSED, refusal);
      }
    }
    boolean isGone =
        removing
            .context()
            .interruptibly(() -> {
              uploads.sweep(false);
              return remove();
            });
    return isGone
        ? new RunEnd(RunStatus.OK, null)
        : new RunEnd(
            RunStatus.PARTIAL,
            "s3://"
                + bucket
                + " stays: the service says that it is not empty. Something has been written there"
                + " meanwhile, or there are versions: the same command again, with --all-versions");
  }

  /// The unfinished uploads of the bucket, whoever has begun them.
  private record Uploads(Leftovers leftovers) {

    /// @return how many there are, or were
    long sweep(boolean isRehearsal) throws StoreException, InterruptedException {
      return leftovers.remove(Sweep.ofAll(isRehearsal, _ -> {})).uploads();
    }

    static String text(long count) {
      return count == 1 ? "1 unfinished upload" : count + " unfinished uploads";
    }
  }
}
