package dev.sluice.store.s3.list;

import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.split.Survey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a range of one prefix by pages of ListObjectsV2, the next page on its way while this one
/// is used up.
///
/// What a page leaves open about an object (no size, a doubtful name) is asked of the object
/// itself.
public final class S3Cursor implements EntryCursor {

  private static final int MAX_KEY_BYTES = 1024;

  private final S3Root root;
  private final S3Pages pages;
  private final S3Unread unread;
  private final S3ObjectLookup lookup;

  private @Nullable Key upTo;
  private @Nullable StoreException failure;
  private boolean done;
  private boolean closed;

  private ListPage page = ListPage.NONE;
  private boolean hasPage;
  private int at;

  /// Whether the caller may yet say what it does not need: then the next page is not fetched before
  /// it is likely to be used.
  private boolean seeks;

  /// What the page that was fetched last is expected to hold.
  private @Nullable Key expected;

  /// Whether the page before this one was read to its end.
  private boolean readsOn;

  /// @param fetch gets a page
  /// @param survey what all cursors of the store learn from each other
  public S3Cursor(S3Root root, S3Pages.Fetch fetch, Survey survey, KeyRange range) {
    this.root = root;
    this.upTo = range.upTo();
    this.pages = new S3Pages(root, fetch, range.after());
    this.unread = new S3Unread(root.base(), survey, range);
    this.lookup = new S3ObjectLookup(root);
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

  private @Nullable Listed advance() throws StoreException, InterruptedException {
    while (true) {
      if (at == page.objects().size()) {
        if (!nextPage()) {
          return end();
        }
        continue;
      }
      ListedObject object = page.objects().get(at++);
      Key key = key(object);
      if (key == null) {
        continue;
      }
      Listed listed = listed(key, object);
      // A name that is not certain may stand out of order, and says nothing of the range's end.
      if (upTo != null && listed instanceof Entry && key.compareTo(upTo) > 0) {
        return end();
      }
      if (seeks && readsOn && at == page.objects().size() / 2) {
        readAhead();
      }
      return listed;
    }
  }

  private Listed listed(Key key, ListedObject object) throws StoreException, InterruptedException {
    boolean isKeyUncertain = page.isKeyUncertain(object);
    if (isKeyUncertain || !(object instanceof ListPage.Whole whole)) {
      return lookup.resolve(key, object, isKeyUncertain);
    }
    return Entry.ofObject(
        key, whole.sizeBytes(), whole.lastModified(), whole.etag(), whole.storageClass());
  }

  private boolean nextPage() throws StoreException, InterruptedException {
    readsOn = hasPage;
    ListPage next = pages.next();
    if (next == null) {
      return false;
    }
    page = next;
    hasPage = true;
    at = 0;
    unread.read(next, upTo, pages.atEnd());
    if (!seeks) {
      readAhead();
    }
    return true;
  }

  private void readAhead() {
    if (!unread.isEnd()) {
      pages.readAhead();
    }
  }

  private @Nullable Listed end() {
    done = true;
    pages.close();
    page = ListPage.NONE;
    hasPage = false;
    at = 0;
    unread.end();
    return null;
  }

  /// The object's key; null for the marker of the prefix itself, which is no key under it.
  private @Nullable Key key(ListedObject object) {
    int base = root.base().length();
    return object.key().length() == base ? null : Key.of(object.key().substring(base));
  }

  /// Within the page nothing is saved by leaving anything out. A key behind it is leapt to, unless
  /// the next page is likely to hold it; should it not, it is leapt to from there. A range's first
  /// page is read whatever is sought, which is how a small listing is still counted whole.
  @Override
  public boolean seek(@Nullable Key key) {
    seeks = true;
    if (done || failure != null) {
      return false;
    }
    if (key == null) {
      return giveUp();
    }
    if (!hasPage || unread.isEnd() || pages.isAhead() || !unread.isBehindPage(key)) {
      return false;
    }
    Key below = key.justBelow();
    if (below == null || !unread.isBehindPage(below) || isTooLong(below)) {
      return false;
    }
    if (!key.equals(expected) && unread.isNear(key)) {
      expected = key;
      pages.readAhead();
      return false;
    }
    leapTo(below);
    return true;
  }

  /// Whether a service may refuse to begin behind it, since no key can be as long.
  private boolean isTooLong(Key below) {
    return root.objectKey(below).getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES;
  }

  private void leapTo(Key below) {
    page = ListPage.NONE;
    hasPage = false;
    at = 0;
    pages.startAfter(below);
    unread.leapt(below);
  }

  private boolean giveUp() {
    if (unread.isEnd() || (hasPage && pages.atEnd())) {
      return false;
    }
    pages.close(); // what is left of the page is given, being read already
    unread.leave();
    return true;
  }

  @Override
  public double keysLeft() {
    return done || failure != null ? 0 : page.objects().size() - at + unread.keysLeft(upTo);
  }

  @Override
  public List<Key> proposeSplits(int parts) {
    return done || failure != null ? List.of() : unread.part(upTo, parts);
  }

  @Override
  public void truncate(Key newUpTo) {
    if (upTo == null || newUpTo.compareTo(upTo) < 0) {
      upTo = newUpTo;
      unread.truncated(newUpTo);
    }
  }

  @Override
  public void close() {
    closed = true;
    done = true;
    pages.close();
    unread.leave();
  }
}
