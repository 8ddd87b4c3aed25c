package dev.sluice.store.s3.stat;

import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.access.Setting;
import dev.sluice.model.stat.KeyVersions;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Root;
import dev.sluice.store.s3.call.S3Session;
import dev.sluice.store.s3.care.VersionCursor;
import dev.sluice.store.s3.config.S3Prefix;
import dev.sluice.store.s3.split.Survey;
import java.util.ArrayList;
import java.util.List;

/// Counts the versions of one key.
final class VersionsOfKey {

  /// Some pages: who wants to know more lists them.
  private static final int MOST_COUNTED = 10_000;

  private static final int MOST_NAMED = 10;

  private VersionsOfKey() {}

  /// Counts them.
  ///
  /// @param key the whole key
  static Setting<KeyVersions> of(S3Session session, String bucket, String key)
      throws StoreException, InterruptedException {
    S3Root root = new S3Root(session, S3Prefix.ofBeginning(bucket, key));
    try (RangeCursor<ListedVersion> cursor =
        new VersionCursor(root, new Survey(), new KeyRange(null, Key.of(key)))) {
      return new Setting.Is<>(counted(cursor, Key.of(key)));
    } catch (StoreException e) {
      if (S3Faults.isUnknownRequest(e)) {
        return new Setting.Unsupported<>();
      }
      return Asking.hidden(e);
    }
  }

  private static KeyVersions counted(RangeCursor<ListedVersion> cursor, Key key)
      throws StoreException, InterruptedException {
    long versions = 0;
    long bytes = 0;
    long markers = 0;
    List<ObjectVersion> latest = new ArrayList<>();
    ListedVersion next;
    while ((next = cursor.next()) != null) {
      if (!(next instanceof ObjectVersion version) || !version.key().equals(key)) {
        continue; // another key that begins so, whose name is uncertain
      }
      if (versions + markers == MOST_COUNTED) {
        return new KeyVersions(versions, bytes, markers, false, latest);
      }
      if (version.isDeleteMarker()) {
        markers++;
      } else {
        versions++;
        bytes += version.sizeBytes();
      }
      if (latest.size() < MOST_NAMED) {
        latest.add(version);
      }
    }
    return new KeyVersions(versions, bytes, markers, true, latest);
  }
}
