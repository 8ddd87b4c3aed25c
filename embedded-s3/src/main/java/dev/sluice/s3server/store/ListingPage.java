package dev.sluice.s3server.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One page of a listing of current objects. Its cost depends on what is on the page, not on how
/// much lies before it or under the common prefixes it shows: it begins with a seek, and passes
/// each common prefix by another.
///
/// @param count keys and common prefixes on the page
/// @param next where the next page begins, or null if this is the last
/// @param lastName the last key or common prefix of the page; empty for an empty page
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying would cost each page.
public record ListingPage(int count, @Nullable Position next, byte[] lastName) {

  /// Takes what is on a page, in order.
  public interface Entries {

    /// A key, which the cursor is at.
    void key(KeyCursor cursor);

    /// A prefix up to the delimiter, which stands for all keys under it.
    void commonPrefix(byte[] prefix);
  }

  /// Where a page begins.
  ///
  /// @param inclusive whether a key of exactly these bytes is still to be listed
  @SuppressWarnings("ArrayRecordComponent") // Never compared; copying would cost each page.
  public record Position(byte[] bytes, boolean inclusive) {
    public static final Position START = new Position(new byte[0], true);
  }

  /// What to list.
  ///
  /// @param delimiter empty for none
  /// @param hidePrefixesUpTo common prefixes that are not above these bytes are not shown; empty
  ///   for none
  @SuppressWarnings("ArrayRecordComponent") // Never compared; copying would cost each page.
  public record Query(
      byte[] prefix, byte[] delimiter, Position from, byte[] hidePrefixesUpTo, int maxKeys) {}

  /// Walks over a page.
  ///
  /// @param cursor over the bucket's objects
  public static ListingPage read(KeyCursor cursor, Query query, Entries entries) {
    return new Reader(cursor, query, entries).read();
  }

  /// The smallest bytes above everything that begins with a prefix, or null if there are none.
  static byte @Nullable [] behind(byte[] prefix) {
    for (int i = prefix.length - 1; i >= 0; i--) {
      if (prefix[i] != (byte) 0xff) {
        byte[] successor = Arrays.copyOf(prefix, i + 1);
        successor[i]++;
        return successor;
      }
    }
    return null;
  }

  /// The common prefix that a key falls under.
  ///
  /// @param key whose first `keyLength` bytes count
  /// @return null if the key shows the delimiter nowhere behind the prefix
  public static byte @Nullable [] commonPrefix(
      byte[] key, int keyLength, int prefixLength, byte[] delimiter) {
    if (delimiter.length == 0) {
      return null;
    }
    for (int i = prefixLength; i <= keyLength - delimiter.length; i++) {
      if (key[i] == delimiter[0]
          && Arrays.equals(key, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return Arrays.copyOf(key, i + delimiter.length);
      }
    }
    return null;
  }

  private static final class Reader {
    private final KeyCursor cursor;
    private final Query query;
    private final Entries entries;
    private int count;
    private @Nullable Position afterLast;
    private byte[] lastName = new byte[0];

    Reader(KeyCursor cursor, Query query, Entries entries) {
      this.cursor = cursor;
      this.query = query;
      this.entries = entries;
    }

    ListingPage read() {
      boolean more = query.maxKeys > 0 && fill();
      return new ListingPage(count, more ? afterLast : null, lastName);
    }

    /// Fills the page; true if something is left for another one.
    private boolean fill() {
      byte[] prefix = query.prefix;
      boolean fromPrefix = Arrays.compareUnsigned(query.from.bytes, prefix) < 0;
      cursor.seek(fromPrefix ? prefix : query.from.bytes, fromPrefix || query.from.inclusive);
      while (cursor.advance() && startsWith(prefix)) {
        byte[] key = cursor.key();
        byte[] common = commonPrefix(key, cursor.key().length, prefix.length, query.delimiter);
        boolean hidden =
            common != null && Arrays.compareUnsigned(common, query.hidePrefixesUpTo) <= 0;
        if (!hidden && count == query.maxKeys) {
          return true;
        }
        if (common == null) {
          addKey();
          continue;
        }
        byte[] behind = behind(common);
        if (!hidden) {
          entries.commonPrefix(common);
          count++;
          lastName = common;
        }
        if (behind == null) {
          return false;
        }
        if (!hidden) {
          afterLast = new Position(behind, true);
        }
        cursor.seek(behind, true);
      }
      return false;
    }

    private void addKey() {
      entries.key(cursor);
      count++;
      if (count == query.maxKeys) {
        lastName = Arrays.copyOf(cursor.key(), cursor.key().length);
        afterLast = new Position(lastName, false);
      }
    }

    private boolean startsWith(byte[] prefix) {
      return cursor.key().length >= prefix.length
          && Arrays.equals(cursor.key(), 0, prefix.length, prefix, 0, prefix.length);
    }
  }
}
