package dev.sluice.store.s3.list;

import dev.sluice.store.StoreException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A page that is fetched while the one before is read. Used by one thread at a time.
///
/// @param <P> the page
public final class PageAhead<P> implements AutoCloseable {

  /// Fetches a page.
  ///
  /// @param <P> the page
  @FunctionalInterface
  public interface Fetch<P> {
    P fetch() throws StoreException, InterruptedException;
  }

  private @Nullable FutureTask<P> ahead;

  /// Whether a page is being fetched, or is there.
  public boolean isBegun() {
    return ahead != null;
  }

  /// Begins to fetch a page, unless one is being fetched.
  public void begin(Fetch<P> fetch) {
    if (ahead == null) {
      FutureTask<P> task = new FutureTask<>(fetch::fetch);
      ahead = task;
      Thread.ofVirtual().name("sluice-list-ahead").start(task);
    }
  }

  /// The page that was begun; where none was, one that is fetched now.
  public P take(Fetch<P> fetch) throws StoreException, InterruptedException {
    FutureTask<P> task = ahead;
    if (task == null) {
      return fetch.fetch();
    }
    P page = await(task);
    ahead = null;
    return page;
  }

  private static <P> P await(FutureTask<P> task) throws StoreException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case StoreException classified -> throw classified;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException defect -> throw defect;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /// Fetches no longer.
  @Override
  public void close() {
    FutureTask<P> task = ahead;
    ahead = null;
    if (task != null) {
      task.cancel(true);
    }
  }
}
