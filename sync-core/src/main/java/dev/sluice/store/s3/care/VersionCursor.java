package dev.sluice.store.s3.care;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.Unlisted;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.care.VersionPage;
import dev.sluice.store.s3.api.care.VersionPage.Row;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.list.S3Unread;
import dev.sluice.store.s3.split.Survey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a range of one prefix by pages of ListObjectVersions, the next page on its way while this
/// one is used up. A range ends behind a key with all of its versions.
public final class VersionCursor implements RangeCursor<ListedVersion> {

  private static final String UNCERTAIN =
      "its name has a character that the listing cannot show (U+FFFD stands in its place)";

  private final S3Root root;
  private final VersionPages pages;
  private final S3Unread unread;
  private @Nullable Key upTo;
  private VersionPage page = VersionPage.NONE;
  private int at;
  private boolean done;
  private @Nullable StoreException failure;

  /// A cursor before the range's first version.
  ///
  /// @param survey what all cursors of a listing learn from each other
  public VersionCursor(S3Root root, Survey survey, KeyRange range) {
    this.root = root;
    this.upTo = range.upTo();
    this.pages = new VersionPages(root, range.after());
    this.unread = new S3Unread(root.base(), survey, range);
  }

  @Override
  public @Nullable ListedVersion next() throws StoreException, InterruptedException {
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

  private @Nullable ListedVersion advance() throws StoreException, InterruptedException {
    while (true) {
      if (at == page.rows().size()) {
        if (!nextPage()) {
          return end();
        }
        continue;
      }
      Row row = page.rows().get(at++);
      int base = root.base().length();
      if (row.key().length() == base) {
        continue; // the marker of the prefix itself, which is no key under it
      }
      Key key = Key.of(row.key().substring(base));
      if (page.isKeyUncertain(row)) {
        return new Unlisted(key, UNCERTAIN);
      }
      return upTo != null && key.compareTo(upTo) > 0 ? end() : version(key, row);
    }
  }

  private static ObjectVersion version(Key key, Row row) {
    return new ObjectVersion(
        key,
        row.id(),
        row.isLatest(),
        row.isDeleteMarker(),
        row.sizeBytes(),
        row.lastModified(),
        row.etag(),
        row.storageClass(),
        row.owner());
  }

  private boolean nextPage() throws StoreException, InterruptedException {
    VersionPage next = pages.next();
    if (next == null) {
      return false;
    }
    page = next;
    at = 0;
    unread.read(
        next.rows().stream().filter(row -> !next.isKeyUncertain(row)).map(Row::key).distinct(),
        upTo,
        pages.atEnd());
    if (!unread.isEnd() || endsWithin(next)) {
      pages.readAhead();
    }
    return true;
  }

  /// Whether the page ends with the range's last key, of which more versions may follow.
  private boolean endsWithin(VersionPage last) {
    return upTo != null
        && !last.rows().isEmpty()
        && last.rows().getLast().key().equals(root.objectKey(upTo));
  }

  private @Nullable ListedVersion end() {
    done = true;
    pages.close();
    page = VersionPage.NONE;
    at = 0;
    unread.end();
    return null;
  }

  @Override
  public double keysLeft() {
    return done || failure != null ? 0 : page.rows().size() - at + unread.keysLeft(upTo);
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
    done = true;
    pages.close();
    unread.leave();
  }
}
