package dev.sluice.store.s3.api.care;

import dev.sluice.store.s3.api.ListPage.Spelling;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a listing of versions.
///
/// @param rows in the server's order: keys ascending, of each the latest version first
/// @param isTruncated whether there is more
/// @param next where to go on; null where there is no more or the server does not say
/// @param spelling how sure the keys are
public record VersionPage(
    List<Row> rows, boolean isTruncated, @Nullable Marker next, Spelling spelling) {

  public static final VersionPage NONE = new VersionPage(List.of(), false, null, Spelling.ENCODED);

  /// A place in a listing of versions.
  ///
  /// @param key the whole key
  /// @param version behind which of its versions; null for all of them
  public record Marker(String key, @Nullable String version) {}

  /// A version, or a delete marker.
  ///
  /// @param key its whole key
  /// @param id its version's id, not empty
  /// @param sizeBytes its length, credible; 0 of a marker
  /// @param lastModified when it was written, in whole seconds
  /// @param etag without quotes; null of a marker, and where the listing has none
  /// @param storageClass null where the listing does not say
  /// @param owner its owner's id; null where the listing does not say
  public record Row(
      String key,
      String id,
      boolean isLatest,
      boolean isDeleteMarker,
      long sizeBytes,
      Instant lastModified,
      @Nullable String etag,
      @Nullable String storageClass,
      @Nullable String owner) {

    /// The same, whose key is spelled so.
    public Row withKey(String spelled) {
      return new Row(
          spelled,
          id,
          isLatest,
          isDeleteMarker,
          sizeBytes,
          lastModified,
          etag,
          storageClass,
          owner);
    }
  }

  /// Whether the server may have meant another key than this row's.
  public boolean isKeyUncertain(Row row) {
    return !spelling.doubtful().isEmpty() && spelling.doubtful().contains(row.key());
  }
}
