package dev.sluice.store.s3.list;

import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.S3Api;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;

/// Asks for the pages of one root's listings, each again where it cannot be the answer.
/// Thread-safe.
public final class PageRequests implements S3Pages.Fetch {

  private final S3Root root;

  /// Whether the service has encoded keys as it was asked.
  private volatile boolean encodesKeys;

  public PageRequests(S3Root root) {
    this.root = root;
  }

  @Override
  public ListPage page(S3Api.ListQuery query, PageCheck check)
      throws StoreException, InterruptedException {
    return root.call(
        S3Operation.LIST,
        root.address(),
        () -> {
          ListPage page = root.api().list(query);
          check.require(page);
          requireSameSpelling(page);
          return page;
        });
  }

  /// A service that has encoded keys as it was asked, and then says nothing of it, would have keys
  /// taken for others.
  private void requireSameSpelling(ListPage page) throws FaultException {
    if (page.spelling().isUrlEncoded()) {
      encodesKeys = true;
    } else if (encodesKeys && !page.objects().isEmpty()) {
      throw FaultException.corrupt(
          PageCheck.WRONG + "it no longer says whether its keys are encoded");
    }
  }
}
