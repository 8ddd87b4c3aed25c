package dev.sluice.store.s3.list;

import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.S3Api.ListQuery;
import dev.sluice.store.s3.call.S3Root;
import org.jspecify.annotations.Nullable;

/// The pages of one listing, one after another. Used by one thread at a time.
public final class S3Pages implements AutoCloseable {

  private static final int PAGE_KEYS = 1000;

  /// S3 may send a few empty pages in place of keys it has just seen deleted; this many in a row is
  /// a server that never ends.
  private static final int MAX_EMPTY_PAGES = 100;

  /// Sends the request for one page, again where the answer fails the check.
  @FunctionalInterface
  interface Fetch {
    ListPage page(ListQuery query, PageCheck check) throws StoreException, InterruptedException;
  }

  private final S3Root root;
  private final Fetch fetch;
  private @Nullable String startAfter;
  private @Nullable String token;

  /// The whole key that everything on the next page lies behind; null at the prefix's beginning.
  private @Nullable String behind;

  private final PageAhead<ListPage> ahead = new PageAhead<>();
  private boolean more = true;
  private int emptyPages;

  /// @param after where to begin, exclusive; null for the prefix's first key
  S3Pages(S3Root root, Fetch fetch, @Nullable Key after) {
    this.root = root;
    this.fetch = fetch;
    this.startAfter = after == null ? null : root.objectKey(after);
    this.behind = startAfter;
  }

  /// The next page.
  ///
  /// @return null behind the last one
  @Nullable ListPage next() throws StoreException, InterruptedException {
    if (!more) {
      return null;
    }
    ListPage answer = ahead.take(this::fetch);
    emptyPages = answer.objects().isEmpty() ? emptyPages + 1 : 0;
    more = answer.isTruncated();
    if (more && emptyPages > MAX_EMPTY_PAGES) {
      throw new StoreException(
          StoreException.Kind.OTHER,
          "list "
              + root.address()
              + ": "
              + PageCheck.WRONG
              + "it sent "
              + emptyPages
              + " empty pages in a row");
    }
    token = more ? answer.nextToken() : null;
    String last = answer.lastCertainKey();
    behind = last == null ? behind : last;
    return answer;
  }

  /// Goes on behind `key` in place of the next page. Not while that is being fetched.
  void startAfter(Key key) {
    startAfter = root.objectKey(key);
    behind = startAfter;
    token = null;
  }

  /// Whether the next page is being fetched.
  boolean isAhead() {
    return ahead.isBegun();
  }

  /// Whether the last page was read.
  boolean atEnd() {
    return !more;
  }

  /// Begins fetching the next page, if there is one.
  void readAhead() {
    if (more) {
      ahead.begin(this::fetch);
    }
  }

  private ListPage fetch() throws StoreException, InterruptedException {
    ListQuery query =
        new ListQuery(
            root.bucket(), root.prefix(), token == null ? startAfter : null, token, PAGE_KEYS);
    return fetch.page(query, new PageCheck(query, behind));
  }

  @Override
  public void close() {
    more = false;
    ahead.close();
  }
}
