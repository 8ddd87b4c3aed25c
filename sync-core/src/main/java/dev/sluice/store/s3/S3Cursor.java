package dev.sluice.store.s3;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.ListPage.ListedObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a range of one prefix by pages of ListObjectsV2, the next page on its way while this one
/// is used up.
///
/// Merging two listings needs both in the order of [Key]; a service that lists in another order (or
/// repeats keys) is found out here and the range given up, since going on would take objects that
/// exist for absent.
final class S3Cursor implements EntryCursor {

  private final S3Root root;
  private final S3Pages pages;
  private final S3Splits splits;

  private @Nullable Key last;
  private @Nullable Key upTo;
  private @Nullable StoreException failure;
  private boolean done;
  private boolean closed;

  private ListPage page = ListPage.NONE;
  private int at;

  S3Cursor(S3Root root, KeyRange range) {
    this.root = root;
    this.last = range.after();
    this.upTo = range.upTo();
    this.pages = new S3Pages(root, range.after());
    this.splits = new S3Splits(root);
  }

  @Override
  public @Nullable Listed next() throws StoreException, InterruptedException {
    if (closed) {
      throw new IllegalStateException("the cursor is closed");
    }
    if (failure != null) {
      throw failure;
    }
    try {
      return done ? null : advance();
    } catch (StoreException e) {
      failure = e;
      pages.close();
      throw e;
    }
  }

  private @Nullable Entry advance() throws StoreException, InterruptedException {
    while (true) {
      if (at == page.objects().size()) {
        if (!nextPage()) {
          return end();
        }
        continue;
      }
      Entry entry = entry(page.objects().get(at++));
      if (entry == null) {
        continue;
      }
      if (upTo != null && entry.key().compareTo(upTo) > 0) {
        return end();
      }
      last = entry.key();
      return entry;
    }
  }

  private boolean nextPage() throws StoreException, InterruptedException {
    ListPage next = pages.next();
    if (next == null) {
      return false;
    }
    page = next;
    at = 0;
    if (!reachesTheEnd(next)) {
      pages.readAhead();
    }
    return true;
  }

  private boolean reachesTheEnd(ListPage next) {
    if (upTo == null || next.objects().isEmpty()) {
      return false;
    }
    String lastOfPage = next.objects().getLast().key();
    return Key.compare(lastOfPage, root.objectKey(upTo)) >= 0;
  }

  private @Nullable Entry end() {
    done = true;
    pages.close();
    page = ListPage.NONE;
    at = 0;
    return null;
  }

  /// The object as an entry; null for the marker of the prefix itself, which is no key under it.
  private @Nullable Entry entry(ListedObject object) throws StoreException {
    String objectKey = object.key();
    String prefix = root.prefix();
    if (objectKey.equals(prefix)) {
      return null;
    }
    if (!objectKey.startsWith(prefix)) {
      throw pages.broken("it returned " + objectKey + ", which is not under the prefix");
    }
    Key key = Key.of(objectKey.substring(prefix.length()));
    if (last != null && key.compareTo(last) <= 0) {
      throw pages.broken(
          "it lists "
              + objectKey
              + " behind "
              + root.objectKey(last)
              + ", which is not the order of UTF-8 bytes; objects cannot be compared safely");
    }
    return new Entry(
        key,
        object.sizeBytes(),
        object.lastModified(),
        Fingerprint.ofETag(object.etag()),
        object.etag());
  }

  @Override
  public Optional<Key> proposeSplit() throws StoreException, InterruptedException {
    boolean isLastPage = done || failure != null || pages.atEnd();
    return isLastPage ? Optional.empty() : splits.propose(last, upTo, this::unread);
  }

  private List<String> unread() {
    return page.objects().subList(at, page.objects().size()).stream()
        .map(ListedObject::key)
        .filter(key -> key.length() > root.prefix().length() && key.startsWith(root.prefix()))
        .map(key -> key.substring(root.prefix().length()))
        .toList();
  }

  @Override
  public void truncate(Key newUpTo) {
    if (upTo == null || newUpTo.compareTo(upTo) < 0) {
      upTo = newUpTo;
      splits.narrowed(newUpTo);
    }
  }

  @Override
  public void close() {
    closed = true;
    done = true;
    pages.close();
  }
}
