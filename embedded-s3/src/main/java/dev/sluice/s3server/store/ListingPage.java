package dev.sluice.s3server.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/// One page of a listing of current objects. Its cost depends on what is on the page, not on how
/// much lies before it or under the common prefixes it shows: it begins with a seek, and passes
/// each common prefix by another.
///
/// @param keys keys on the page, in order
/// @param objects the object of each key
/// @param commonPrefixes prefixes up to the delimiter, in order, each standing for all keys under
///   it
/// @param next where the next page begins, or null if this is the last
/// @param lastName the last key or common prefix of the page; empty for an empty page
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying would cost each page.
public record ListingPage(
    List<ObjectKey> keys,
    List<StoredObject> objects,
    List<byte[]> commonPrefixes,
    @Nullable Position next,
    byte[] lastName) {

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

  public static ListingPage read(
      ConcurrentNavigableMap<ObjectKey, StoredObject> objects, Query query) {
    return new Reader(objects, query).read();
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
  /// @return null if the key shows the delimiter nowhere behind the prefix
  public static byte @Nullable [] commonPrefix(byte[] key, int prefixLength, byte[] delimiter) {
    if (delimiter.length == 0) {
      return null;
    }
    for (int i = prefixLength; i <= key.length - delimiter.length; i++) {
      if (key[i] == delimiter[0]
          && Arrays.equals(key, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return Arrays.copyOf(key, i + delimiter.length);
      }
    }
    return null;
  }

  private static final class Reader {
    private final ConcurrentNavigableMap<ObjectKey, StoredObject> source;
    private final Query query;
    private final List<ObjectKey> keys = new ArrayList<>();
    private final List<StoredObject> found = new ArrayList<>();
    private final List<byte[]> prefixes = new ArrayList<>();
    private @Nullable Position afterLast;
    private byte[] lastName = new byte[0];

    Reader(ConcurrentNavigableMap<ObjectKey, StoredObject> source, Query query) {
      this.source = source;
      this.query = query;
    }

    ListingPage read() {
      boolean more = query.maxKeys > 0 && fill();
      return new ListingPage(keys, found, prefixes, more ? afterLast : null, lastName);
    }

    /// Fills the page; true if something is left for another one.
    private boolean fill() {
      byte[] prefix = query.prefix;
      boolean fromPrefix = Arrays.compareUnsigned(query.from.bytes, prefix) < 0;
      Iterator<Map.Entry<ObjectKey, StoredObject>> entries =
          fromPrefix ? from(prefix, true) : from(query.from.bytes, query.from.inclusive);
      while (entries.hasNext()) {
        Map.Entry<ObjectKey, StoredObject> entry = entries.next();
        ObjectKey key = entry.getKey();
        if (!key.startsWith(prefix)) {
          return false;
        }
        if (entry.getValue().isDeleteMarker()) {
          continue;
        }
        byte[] common = commonPrefix(key.utf8(), prefix.length, query.delimiter);
        byte[] behind = common == null ? null : behind(common);
        if (common != null && Arrays.compareUnsigned(common, query.hidePrefixesUpTo) <= 0) {
          if (behind == null) {
            return false;
          }
          entries = from(behind, true);
          continue;
        }
        if (keys.size() + prefixes.size() == query.maxKeys) {
          return true;
        }
        if (common == null) {
          keys.add(key);
          found.add(entry.getValue());
          lastName = key.utf8();
          afterLast = new Position(lastName, false);
        } else {
          prefixes.add(common);
          lastName = common;
          if (behind == null) {
            return false;
          }
          afterLast = new Position(behind, true);
          entries = from(behind, true);
        }
      }
      return false;
    }

    private Iterator<Map.Entry<ObjectKey, StoredObject>> from(byte[] bytes, boolean inclusive) {
      return source.tailMap(ObjectKey.ofUtf8(bytes), inclusive).entrySet().iterator();
    }
  }
}
