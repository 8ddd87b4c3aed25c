package dev.sluice.care;

import dev.sluice.filter.KeyFilter;
import dev.sluice.flow.spool.SpoolException;
import dev.sluice.flow.work.WorkerGroup;
import dev.sluice.listing.KeyWalk;
import dev.sluice.listing.Listing;
import dev.sluice.listing.ListingCount;
import dev.sluice.listing.VersionListing;
import dev.sluice.model.Entry;
import dev.sluice.model.Listed;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.NotAFile;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.Unlisted;
import dev.sluice.store.StoreException;
import dev.sluice.store.Versions;
import java.util.function.Consumer;
import java.util.function.Function;

/// Lists objects, or versions, by many workers, and says of each what it is. Used once.
final class Finding {

  /// What was found.
  sealed interface Result {
    /// Something is to be done to it.
    record Meant(Subject subject) implements Result {}

    /// Nothing is to be done to it.
    record NotMeant() implements Result {}

    /// It could not be listed.
    record Hidden(Unlisted part) implements Result {}
  }

  /// Takes what is found.
  @FunctionalInterface
  interface Taker {
    void take(Result result) throws SpoolException;
  }

  private static final Result NOT_MEANT = new Result.NotMeant();

  private final CareRequest request;
  private final Taker taker;
  private final Consumer<Exception> onFailure;
  private final Walk walk;

  Finding(CareRequest request, Taker taker, Consumer<Exception> onFailure) {
    this.request = request;
    this.taker = taker;
    this.onFailure = onFailure;
    this.walk = request.allVersions() ? ofVersions() : ofObjects();
  }

  /// A walk, whatever it finds.
  private interface Walk {
    void work() throws StoreException, SpoolException, InterruptedException;

    void stop();

    boolean isComplete();
  }

  private record WalkOf<T>(KeyWalk<T> keys, Function<T, Result> judge, Taker taker)
      implements Walk {
    @Override
    public void work() throws StoreException, SpoolException, InterruptedException {
      keys.<SpoolException>work(found -> taker.take(judge.apply(found)));
    }

    @Override
    public void stop() {
      keys.stop();
    }

    @Override
    public boolean isComplete() {
      return keys.isComplete();
    }
  }

  private Walk ofObjects() {
    return new WalkOf<Listed>(
        new Listing(request.store(), KeyFilter.EVERYTHING, new ListingCount())
            .walk(request.chosen().keys()),
        listed ->
            switch (listed) {
              case Entry entry -> judged(new Subject.Current(entry));
              case Unlisted part -> new Result.Hidden(part);
              case NotAFile _ -> NOT_MEANT;
            },
        taker);
  }

  private Walk ofVersions() {
    Versions versions =
        request
            .store()
            .versions()
            .orElseThrow(() -> new IllegalArgumentException("the store keeps no versions"));
    return new WalkOf<ListedVersion>(
        new VersionListing(versions).walk(request.chosen().keys()),
        listed ->
            switch (listed) {
              case ObjectVersion version -> judged(new Subject.Version(version));
              case Unlisted part -> new Result.Hidden(part);
            },
        taker);
  }

  private Result judged(Subject subject) {
    return request.includes(subject) ? new Result.Meant(subject) : NOT_MEANT;
  }

  /// Starts the workers.
  void start(WorkerGroup group) {
    for (int i = 0; i < request.listWorkers(); i++) {
      group.fork(this::work);
    }
  }

  private void work() throws InterruptedException {
    try {
      walk.work();
    } catch (StoreException | SpoolException e) {
      onFailure.accept(e);
    }
  }

  /// Lists no further.
  void stop() {
    walk.stop();
  }

  /// Whether all was listed, once the workers have ended.
  boolean isComplete() {
    return walk.isComplete();
  }
}
