package dev.sluice.store.s3.list;

import dev.sluice.model.Key;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.api.S3Api.ListQuery;
import org.jspecify.annotations.Nullable;

/// Whether a page can be the answer to its query: what is not is asked for again.
///
/// Merging two listings needs both in the order of [Key]. A service that lists in another order, or
/// repeats keys, is found out here and the range given up in the end, since going on would take
/// objects that exist for absent.
///
/// @param query what was asked for
/// @param behind the whole key that all keys of the page lie behind; null for the prefix's
///   beginning
public record PageCheck(ListQuery query, @Nullable String behind) {

  /// How every complaint begins.
  static final String WRONG = "the server does not list as S3 does: ";

  /// @throws FaultException if it cannot
  void require(ListPage page) throws FaultException {
    if (page.objects().size() > query.maxKeys()) {
      throw wrong("it sent more than the " + query.maxKeys() + " keys asked for");
    }
    String token = page.nextToken();
    if (page.isTruncated() && (token == null || token.isBlank() || token.equals(query.token()))) {
      throw wrong("it says there is more but gives no new continuation token");
    }
    requireOrder(page);
  }

  private void requireOrder(ListPage page) throws FaultException {
    String last = behind;
    for (ListedObject object : page.objects()) {
      String key = object.key();
      if (!key.startsWith(query.prefix())) {
        throw wrong("it returned " + key + ", which is not under the prefix");
      }
      if (page.isKeyUncertain(object)) {
        continue; // it stands where its own name belongs, which is not known
      }
      if (last != null && Key.compare(key, last) <= 0) {
        throw wrong(
            "it lists "
                + key
                + " behind "
                + last
                + ", which is not the order of UTF-8 bytes; objects cannot be compared safely");
      }
      last = key;
    }
  }

  private static FaultException wrong(String how) {
    return FaultException.corrupt(WRONG + how);
  }
}
