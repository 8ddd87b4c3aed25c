package dev.sluice.store.s3;

import dev.sluice.model.access.Setting;
import dev.sluice.model.stat.KeyVersions;
import dev.sluice.model.stat.ObjectStat;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.stat.ObjectStats;
import org.jspecify.annotations.Nullable;

/// All that a service tells of single objects of a bucket. Thread-safe.
public final class S3Stat {

  private final ObjectStats stats;

  /// @param connection the service, which stays the caller's to close
  public S3Stat(S3Connection connection, String bucket) {
    this.stats = new ObjectStats(connection.session(), bucket);
  }

  /// Asks about one.
  ///
  /// @param key the whole key
  /// @param version null for what is seen under the key
  /// @throws StoreException of kind [StoreException.Kind#NOT_FOUND] if there is no such object; if
  ///   nothing at all can be told of it. What single questions are not answered is among the
  ///   answers
  public ObjectStat of(String key, @Nullable String version)
      throws StoreException, InterruptedException {
    return stats.of(key, version);
  }

  /// The versions of a key, which there may be where there is no object.
  ///
  /// @param key the whole key
  public Setting<KeyVersions> versions(String key) throws StoreException, InterruptedException {
    return stats.versions(key);
  }
}
