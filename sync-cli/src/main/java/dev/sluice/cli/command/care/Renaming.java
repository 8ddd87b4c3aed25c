package dev.sluice.cli.command.care;

import dev.sluice.care.CareRun;
import dev.sluice.care.history.HistoryRun;
import dev.sluice.cli.command.care.RenameCommand.Wanted;
import dev.sluice.cli.command.context.CommandContext;
import dev.sluice.cli.command.context.Display;
import dev.sluice.cli.command.context.ErrorReport;
import dev.sluice.cli.config.Capacity;
import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.cli.output.StepReporter;
import dev.sluice.engine.Tuning;
import dev.sluice.flow.CancellableCall;
import dev.sluice.flow.Cancellation.Registration;
import dev.sluice.flow.Time;
import dev.sluice.flow.system.ProcessorLoad;
import dev.sluice.model.UsageException;
import dev.sluice.model.access.Setting;
import dev.sluice.report.RunEnd;
import dev.sluice.report.RunStatus;
import dev.sluice.store.Leftovers.Sweep;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.Versions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Gives a bucket another name, step by step: nothing is made before it is known that the other
/// bucket may be one that is on its way, and nothing is deleted before both are proven to have the
/// same.
///
/// @param settings how stores are opened
/// @param wanted what was asked for
record Renaming(CommandContext context, Stores.Settings settings, OutputMode mode, Wanted wanted) {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private static final RunEnd DONE = new RunEnd(RunStatus.OK, null);

  RunStatus run() throws UsageException, StoreException, InterruptedException {
    StepReporter steps = Display.steps(context.console(), mode);
    try {
      Tuning tuning = Tuning.DEFAULT;
      Capacity capacity = context.capacity(tuning.transferWorkers(), tuning.listWorkers());
      try (Stores stores =
              context.stores(
                  settings.with(capacity.transfers(), settings.temporaryFolder()),
                  capacity,
                  Display.serviceObserver(context.console(), mode));
          Registration _ = context.cancellation().underWay(GRACE)) {
        stores.watch();
        RunEnd end =
            new Steps(
                    stores,
                    steps,
                    tuning
                        .withTransferWorkers(capacity.transfers())
                        .withListWorkers(capacity.listings()))
                .run();
        steps.ended(end.status(), end.reason() == null ? "" : end.reason());
        return end.status();
      }
    } catch (UsageException | StoreException | InterruptedException | RuntimeException | Error e) {
      if (mode.json()) {
        ErrorReport error = ErrorReport.of(e, true);
        steps.ended(error.status(), error.line());
      }
      throw e;
    }
  }

  /// What is done with open stores.
  private final class Steps {
    private final Stores stores;
    private final StepReporter steps;
    private final Tuning tuning;

    Steps(Stores stores, StepReporter steps, Tuning tuning) {
      this.stores = stores;
      this.steps = steps;
      this.tuning = tuning;
    }

    RunEnd run() throws UsageException, StoreException, InterruptedException {
      try (Store from = stores.objects(wanted.from(), "");
          Store to = stores.objects(wanted.to(), "")) {
        CarriedSettings carried =
            CarriedSettings.of(
                context.interruptibly(() -> stores.settings(wanted.from()).read()),
                wanted.to(),
                steps);
        boolean keepsVersions = context.interruptibly(() -> keepsVersions(from));
        if (keepsVersions && wanted.deletesOld() && !wanted.allVersions()) {
          throw new UsageException(
              "s3://"
                  + wanted.from()
                  + " keeps versions, and with it the older ones would be deleted: say"
                  + " --all-versions to copy them too");
        }
        context.interruptibly(() -> requireBucket(wanted.from()));
        BucketContents contents = contents(from, to, keepsVersions && wanted.allVersions());
        boolean exists = context.interruptibly(() -> exists(to));
        steps.step(
            "plan",
            "s3://"
                + wanted.from()
                + " -> s3://"
                + wanted.to()
                + (exists ? ", which is there" : ", which is to be made"),
            Map.of("from", wanted.from(), "to", wanted.to(), "exists", exists));
        carried.tell();
        steps.step(
            "not-carried",
            "  not carried: access control lists, storage classes and locks of objects",
            Map.of());
        if (exists) {
          String refusal = refusal(contents.look(), carried);
          if (refusal != null) {
            return new RunEnd(
                RunStatus.GUARD_REFUSED,
                "s3://" + wanted.to() + " is there, and is no copy under way: " + refusal);
          }
        }
        return wanted.dryRun()
            ? dryRun(contents, exists)
            : rename(from, contents, carried, keepsVersions);
      }
    }

    /// Why the new bucket is not the one that was begun.
    private @Nullable String refusal(BucketContents.Found found, CarriedSettings carried)
        throws UsageException, StoreException, InterruptedException {
      if (found.refusal() != null || !found.hasMore()) {
        return found.refusal();
      }
      List<String> others =
          context.interruptibly(() -> carried.toBeSet(stores.settings(wanted.to())));
      return others.isEmpty()
          ? null
          : "it has more than s3://"
              + wanted.from()
              + ", and other settings: "
              + String.join(", ", others);
    }

    private BucketContents contents(Store from, Store to, boolean allVersions) {
      CareRun.Surroundings surroundings =
          new CareRun.Surroundings(
              Time.SYSTEM, ProcessorLoad.ofMachine(), stores.descriptors(), context.cancellation());
      return allVersions
          ? new AllHistories(
              new HistoryRun.Sides(Removing.versions(from), Removing.versions(to)),
              new HistoryRun.Manner(
                  tuning.transferWorkers(),
                  tuning.listWorkers(),
                  from.properties().deleteBatch(),
                  stores.temporaryFolder()),
              surroundings,
              steps)
          : new LatestVersions(from, to, tuning, surroundings, steps);
    }

    private RunEnd dryRun(BucketContents contents, boolean exists)
        throws StoreException, InterruptedException {
      if (exists) {
        contents.verify();
      }
      steps.step("dry-run", "This was a dry run: nothing was changed.", Map.of());
      return DONE;
    }

    private RunEnd rename(
        Store from, BucketContents contents, CarriedSettings carried, boolean keepsVersions)
        throws UsageException, StoreException, InterruptedException {
      context.interruptibly(() -> {
        make(carried);
        carried.setBefore(stores.settings(wanted.to()), keepsVersions && wanted.allVersions());
        return wanted;
      });
      RunEnd copied = contents.copy();
      if (copied.status() != RunStatus.OK) {
        return copied;
      }
      RunEnd verified = contents.verify();
      if (verified.status() != RunStatus.OK) {
        return verified;
      }
      List<String> differences =
          context.interruptibly(() -> {
            carried.setAfter(stores.settings(wanted.to()));
            return carried.differences(stores.settings(wanted.to()));
          });
      differences.forEach(steps::left);
      if (!wanted.deletesOld()) {
        return DONE;
      }
      if (!differences.isEmpty()) {
        return stays("the new one does not have all of its settings");
      }
      return delete(from, contents);
    }

    private void make(CarriedSettings carried) throws StoreException, InterruptedException {
      if (wanted.to().startsWith("arn:")) {
        throw new StoreException(
            Kind.MISCONFIGURED, "s3://" + wanted.to() + " is no name that a bucket can have");
      }
      boolean isNew =
          carried.old().region() instanceof Setting.Is<String>(String region)
              ? stores.buckets().create(wanted.to(), region)
              : stores.buckets().create(wanted.to());
      if (isNew) {
        steps.step("made", "Made s3://" + wanted.to() + ".", Map.of("name", wanted.to()));
      }
      requireBucket(wanted.to());
    }

    private RunEnd delete(Store from, BucketContents contents)
        throws UsageException, StoreException, InterruptedException {
      if (!wanted.yes()) {
        String refusal = asked();
        if (refusal != null) {
          return new RunEnd(RunStatus.GUARD_REFUSED, refusal);
        }
      }
      long uploads = context.interruptibly(() -> uploads(from));
      if (uploads > 0) {
        return stays(
            "there are " + uploads + " unfinished uploads in it, which somebody may be at");
      }
      RunEnd removed = contents.remove();
      if (removed.status() != RunStatus.OK) {
        return removed;
      }
      boolean isGone = context.interruptibly(() -> stores.buckets().remove(wanted.from()));
      if (!isGone) {
        return stays("something has been written there meanwhile");
      }
      steps.step(
          "bucket-removed", "Removed s3://" + wanted.from() + ".", Map.of("name", wanted.from()));
      return DONE;
    }

    private RunEnd stays(String why) {
      return new RunEnd(RunStatus.PARTIAL, "s3://" + wanted.from() + " stays: " + why);
    }

    /// Requires that a name is a bucket's own, and no other name of one, such as an access point's:
    /// what is removed under the one is gone under the other.
    private String requireBucket(String name) throws StoreException, InterruptedException {
      if (stores.buckets().list().stream().noneMatch(each -> each.name().equals(name))) {
        throw new StoreException(
            Kind.NO_ROOT,
            "s3://" + name + " is not among the buckets of these credentials, by its own name");
      }
      return name;
    }

    private static boolean keepsVersions(Store store) throws StoreException, InterruptedException {
      Versions versions = Removing.versions(store);
      return versions.canList() && versions.state() != Versions.State.OFF;
    }

    private static boolean exists(Store store) throws StoreException, InterruptedException {
      try {
        store.checkReadable();
        return true;
      } catch (StoreException e) {
        if (e.kind() == Kind.NO_ROOT) {
          return false;
        }
        throw e;
      }
    }

    private static long uploads(Store store) throws StoreException, InterruptedException {
      return store.leftovers().orElseThrow().remove(Sweep.ofAll(true, _ -> {})).uploads();
    }

    private @Nullable String asked() throws InterruptedException {
      String nobody = "s3://" + wanted.from() + " stays, for nobody can be asked here: say --yes";
      if (wanted.json()) {
        return nobody;
      }
      String question =
          "Type the old bucket's name ("
              + wanted.from()
              + ") to delete it with all that is in it: ";
      try {
        String answer =
            CancellableCall.call(context.cancellation(), () -> context.prompt().ask(question));
        if (answer == null) {
          return nobody;
        }
        return answer.strip().equals(wanted.from())
            ? null
            : "s3://" + wanted.from() + " stays: what was typed is not its name";
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
