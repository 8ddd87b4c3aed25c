package dev.sluice.store.s3.care;

import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.care.CareApi.VersionQuery;
import dev.sluice.store.s3.api.care.VersionPage;
import dev.sluice.store.s3.api.care.VersionPage.Marker;
import dev.sluice.store.s3.api.care.VersionPage.Row;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.list.PageAhead;
import org.jspecify.annotations.Nullable;

/// The pages of one listing of versions, one after another; each asked for again where it cannot be
/// the answer. Used by one thread at a time.
final class VersionPages implements AutoCloseable {

  private static final int PAGE_ROWS = 1000;

  /// This many empty pages in a row are a server that never ends.
  private static final int MAX_EMPTY_PAGES = 100;

  private static final String WRONG = "the server does not list versions as S3 does: ";

  private final S3Root root;
  private final PageAhead<VersionPage> ahead = new PageAhead<>();
  private @Nullable Marker after;
  private boolean more = true;
  private int emptyPages;

  /// @param after where to begin, exclusive; null for the prefix's first key
  VersionPages(S3Root root, @Nullable Key after) {
    this.root = root;
    this.after = after == null ? null : new Marker(root.objectKey(after), null);
  }

  /// The next page.
  ///
  /// @return null behind the last one
  @Nullable VersionPage next() throws StoreException, InterruptedException {
    if (!more) {
      return null;
    }
    VersionPage page = ahead.take(this::fetch);
    emptyPages = page.rows().isEmpty() ? emptyPages + 1 : 0;
    if (page.isTruncated() && emptyPages > MAX_EMPTY_PAGES) {
      throw new StoreException(
          StoreException.Kind.OTHER,
          "list the versions of "
              + root.address()
              + ": "
              + WRONG
              + "it sent "
              + emptyPages
              + " empty pages in a row");
    }
    more = page.isTruncated();
    after = page.next();
    return page;
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

  private VersionPage fetch() throws StoreException, InterruptedException {
    VersionQuery query = new VersionQuery(root.bucket(), root.prefix(), after, PAGE_ROWS);
    return root.call(
        S3Operation.LIST_VERSIONS,
        root.address(),
        () -> {
          VersionPage page = root.session().care().versions(query);
          require(query, page);
          return page;
        });
  }

  /// @throws FaultException if the page cannot be the answer
  private static void require(VersionQuery query, VersionPage page) throws FaultException {
    Marker next = page.next();
    Marker behind = query.after();
    if (page.isTruncated() && (next == null || next.equals(behind))) {
      throw wrong("it says there is more but does not go on");
    }
    Row last = null;
    for (Row row : page.rows()) {
      if (!row.key().startsWith(query.prefix())) {
        throw wrong("it returned " + row.key() + ", which is not under the prefix");
      }
      if (page.isKeyUncertain(row)) {
        continue; // it stands where its own name belongs, which is not known
      }
      requireOrder(behind, last, row);
      last = row;
    }
  }

  private static void requireOrder(@Nullable Marker behind, @Nullable Row last, Row row)
      throws FaultException {
    if (last != null) {
      int order = Key.compare(row.key(), last.key());
      if (order < 0 || (order == 0 && row.id().equals(last.id()))) {
        throw wrong("it lists " + row.key() + " behind " + last.key());
      }
    } else if (behind != null) {
      int order = Key.compare(row.key(), behind.key());
      boolean isRest = order == 0 && behind.version() != null;
      if (order < 0 || (order == 0 && (!isRest || row.id().equals(behind.version())))) {
        throw wrong("it lists " + row.key() + " where " + behind.key() + " was passed");
      }
    }
  }

  private static FaultException wrong(String how) {
    return FaultException.corrupt(WRONG + how);
  }

  @Override
  public void close() {
    more = false;
    ahead.close();
  }
}
