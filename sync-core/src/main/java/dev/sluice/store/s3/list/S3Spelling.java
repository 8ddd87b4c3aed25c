package dev.sluice.store.s3.list;

import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.api.S3Api.ListQuery;
import dev.sluice.store.s3.call.S3Root;

/// Looks whether a listing still shows a key in the spelling in which it was listed. Where a
/// service lists a key otherwise than it has it (a control character as U+FFFD, a space as `%20`),
/// a request for it is answered by 404 although the object is there.
public final class S3Spelling {

  /// More pages than one key is worth; what is not found by then is not known to be gone.
  private static final int MAX_PAGES = 10;

  private static final int PAGE_KEYS = 1000;

  private final S3Root root;
  private final S3Pages.Fetch fetch;

  public S3Spelling(S3Root root, S3Pages.Fetch fetch) {
    this.root = root;
    this.fetch = fetch;
  }

  /// Whether a listing shows the key as it is written here.
  ///
  /// @throws StoreException if that cannot be told
  public boolean isListed(Key key) throws StoreException, InterruptedException {
    String whole = root.objectKey(key);
    String certain = whole.substring(0, certainLength(whole));
    boolean isCertain = certain.length() == whole.length();
    String token = null;
    for (int i = 0; i < MAX_PAGES; i++) {
      ListQuery query =
          new ListQuery(root.bucket(), certain, null, token, isCertain ? 1 : PAGE_KEYS);
      ListPage page = fetch.page(query, new PageCheck(query, null));
      for (ListedObject object : page.objects()) {
        if (object.key().equals(whole)) {
          return true;
        }
      }
      token = page.nextToken();
      if (!page.isTruncated() || isCertain) { // it would have been the first of its prefix
        return false;
      }
    }
    throw new StoreException(
        Kind.OTHER, "list " + root.address(key) + ": too many objects have names like it");
  }

  /// Up to the first character that services are known to spell otherwise.
  private static int certainLength(String key) {
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '%' || c == '+' || c == '\ufffd' || c <= ' ' || c == 0x7f) {
        return i;
      }
    }
    return key.length();
  }
}
