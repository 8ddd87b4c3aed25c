package dev.sluice.store.s3.list;

import dev.sluice.model.Key;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.api.ListPage.Whole;
import dev.sluice.store.s3.api.S3Api.ListQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/// A listing of any number of keys that takes no memory, and counts the requests. Thread-safe.
final class PagedKeys implements S3Pages.Fetch {

  private final long count;
  private final LongFunction<String> keyAt;
  private final AtomicInteger requests = new AtomicInteger();

  /// @param count how many keys there are
  /// @param keyAt gives them in order, from 0
  PagedKeys(long count, LongFunction<String> keyAt) {
    this.count = count;
    this.keyAt = keyAt;
  }

  int requests() {
    return requests.get();
  }

  @Override
  public ListPage page(ListQuery query, PageCheck check) {
    requests.incrementAndGet();
    long from =
        query.token() != null
            ? Long.parseLong(query.token())
            : query.startAfter() == null ? 0 : firstAbove(query.startAfter());
    long to = Math.min(count, from + query.maxKeys());
    List<ListedObject> objects = new ArrayList<>();
    for (long i = from; i < to; i++) {
      objects.add(new Whole(keyAt.apply(i), 1, Instant.EPOCH, "e", null));
    }
    return new ListPage(
        objects, to < count, to < count ? Long.toString(to) : null, ListPage.Spelling.ENCODED);
  }

  private long firstAbove(String key) {
    long low = 0;
    long high = count;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (Key.compare(keyAt.apply(middle), key) > 0) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
