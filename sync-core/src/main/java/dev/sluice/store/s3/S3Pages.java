package dev.sluice.store.s3;

import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.S3Api.ListQuery;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// The pages of one listing, one after another. Used by one thread at a time.
final class S3Pages implements AutoCloseable {

  private static final int PAGE_KEYS = 1000;

  /// S3 may send a few empty pages in place of keys it has just seen deleted; this many in a row is
  /// a server that never ends.
  private static final int MAX_EMPTY_PAGES = 100;

  /// Sends the request for one page.
  @FunctionalInterface
  interface Fetch {
    ListPage page(ListQuery query) throws StoreException, InterruptedException;
  }

  private final S3Root root;
  private final Fetch fetch;
  private @Nullable String startAfter;
  private @Nullable String token;
  private @Nullable FutureTask<ListPage> ahead;
  private boolean more = true;
  private int emptyPages;

  /// @param after where to begin, exclusive; null for the prefix's first key
  S3Pages(S3Root root, Fetch fetch, @Nullable Key after) {
    this.root = root;
    this.fetch = fetch;
    this.startAfter = after == null ? null : root.objectKey(after);
  }

  /// The next page.
  ///
  /// @return null behind the last one
  @Nullable ListPage next() throws StoreException, InterruptedException {
    if (!more) {
      return null;
    }
    ListPage answer = ahead == null ? fetch() : await(ahead);
    ahead = null;
    emptyPages = answer.objects().isEmpty() ? emptyPages + 1 : 0;
    more = answer.isTruncated();
    if (more) {
      String nextToken = answer.nextToken();
      if (nextToken == null || nextToken.isEmpty() || nextToken.equals(token)) {
        throw broken("it says there is more but gives no new continuation token");
      }
      if (emptyPages > MAX_EMPTY_PAGES) {
        throw broken("it sent " + emptyPages + " empty pages in a row");
      }
      token = nextToken;
    }
    return answer;
  }

  /// Goes on behind `key` in place of the next page. Not while that is being fetched.
  void startAfter(Key key) {
    startAfter = root.objectKey(key);
    token = null;
  }

  /// Whether the next page is being fetched.
  boolean isAhead() {
    return ahead != null;
  }

  /// Whether the last page was read.
  boolean atEnd() {
    return !more;
  }

  /// Begins fetching the next page, if there is one.
  void readAhead() {
    if (more && ahead == null) {
      FutureTask<ListPage> task = new FutureTask<>(this::fetch);
      ahead = task;
      Thread.ofVirtual().name("sluice-list-ahead").start(task);
    }
  }

  private static ListPage await(FutureTask<ListPage> task)
      throws StoreException, InterruptedException {
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

  private ListPage fetch() throws StoreException, InterruptedException {
    return fetch.page(
        new ListQuery(
            root.bucket(),
            root.prefix(),
            null,
            token == null ? startAfter : null,
            token,
            PAGE_KEYS));
  }

  /// A failure of the service to list as S3 does.
  StoreException broken(String how) {
    return new StoreException(
        StoreException.Kind.OTHER,
        "list " + root.address() + ": the server does not list as S3 does: " + how);
  }

  @Override
  public void close() {
    FutureTask<ListPage> task = ahead;
    ahead = null;
    more = false;
    if (task != null) {
      task.cancel(true);
    }
  }
}
