package dev.sluice.s3server.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentNavigableMap;
import org.jspecify.annotations.Nullable;

/// One page of a listing of versions: keys in order, the versions of each from the newest on. Like
/// [ListingPage] it seeks.
///
/// @param entries what is on the page
/// @param commonPrefixes prefixes up to the delimiter, in order
/// @param truncated whether more follows
@SuppressWarnings("ArrayRecordComponent") // Never compared; copying would cost each page.
public record VersionsPage(
    List<Entry> entries,
    List<byte[]> commonPrefixes,
    boolean truncated,
    byte[] lastName,
    @Nullable String lastVersionId) {

  /// A version on the page.
  public record Entry(ObjectKey key, StoredObject version, boolean latest) {}

  /// What to list.
  ///
  /// @param keyMarker the page begins behind this key; empty for the start
  /// @param versionIdMarker if not null, the page begins behind this version of the marker's key
  @SuppressWarnings("ArrayRecordComponent") // Never compared; copying would cost each page.
  public record Query(
      byte[] prefix,
      byte[] delimiter,
      byte[] keyMarker,
      @Nullable String versionIdMarker,
      int maxKeys) {}

  public static VersionsPage read(
      ConcurrentNavigableMap<ObjectKey, StoredObject> objects, Query query) {
    return new Reader(objects, query).read();
  }

  private static final class Reader {
    private final ConcurrentNavigableMap<ObjectKey, StoredObject> source;
    private final Query query;
    private final List<Entry> entries = new ArrayList<>();
    private final List<byte[]> prefixes = new ArrayList<>();
    private byte[] lastName = new byte[0];
    private @Nullable String lastVersionId;

    Reader(ConcurrentNavigableMap<ObjectKey, StoredObject> source, Query query) {
      this.source = source;
      this.query = query;
    }

    VersionsPage read() {
      boolean truncated = query.maxKeys > 0 && !fill();
      return new VersionsPage(entries, prefixes, truncated, lastName, lastVersionId);
    }

    /// Fills the page; false if something did not fit.
    private boolean fill() {
      byte[] prefix = query.prefix;
      boolean fromPrefix = Arrays.compareUnsigned(query.keyMarker, prefix) < 0;
      Iterator<Map.Entry<ObjectKey, StoredObject>> keys =
          fromPrefix
              ? from(prefix, true)
              : from(query.keyMarker, query.versionIdMarker != null || query.keyMarker.length == 0);
      while (keys.hasNext()) {
        Map.Entry<ObjectKey, StoredObject> entry = keys.next();
        ObjectKey key = entry.getKey();
        if (!key.startsWith(prefix)) {
          return true;
        }
        byte[] common =
            ListingPage.commonPrefix(key.utf8(), key.utf8().length, prefix.length, query.delimiter);
        if (common == null) {
          if (!addVersions(key, entry.getValue())) {
            return false;
          }
          continue;
        }
        if (Arrays.compareUnsigned(common, query.keyMarker) > 0) {
          if (isFull()) {
            return false;
          }
          prefixes.add(common);
          lastName = common;
          lastVersionId = null;
        }
        byte[] behind = ListingPage.behind(common);
        if (behind == null) {
          return true;
        }
        keys = from(behind, true);
      }
      return true;
    }

    private boolean addVersions(ObjectKey key, StoredObject newest) {
      String marker = query.versionIdMarker;
      StoredObject first = newest;
      boolean latest = true;
      if (marker != null && Arrays.equals(key.utf8(), query.keyMarker)) {
        StoredObject marked = Versions.find(newest, marker);
        first = marked == null ? null : marked.older();
        latest = false;
      }
      for (StoredObject version = first; version != null; version = version.older()) {
        if (isFull()) {
          return false;
        }
        entries.add(new Entry(key, version, latest));
        latest = false;
        lastName = key.utf8();
        lastVersionId = version.versionIdText();
      }
      return true;
    }

    private boolean isFull() {
      return entries.size() + prefixes.size() == query.maxKeys;
    }

    private Iterator<Map.Entry<ObjectKey, StoredObject>> from(byte[] bytes, boolean inclusive) {
      return source.tailMap(ObjectKey.ofUtf8(bytes), inclusive).entrySet().iterator();
    }
  }
}
