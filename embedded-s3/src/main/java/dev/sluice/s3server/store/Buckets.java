package dev.sluice.s3server.store;

import dev.sluice.s3server.error.S3Error;
import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/// The buckets of a server, by name. Thread-safe.
public final class Buckets {

  private final ConcurrentSkipListMap<String, Bucket> byName = new ConcurrentSkipListMap<>();

  /// All buckets in the order of their names.
  public Collection<Bucket> all() {
    return byName.values();
  }

  public @Nullable Bucket find(String name) {
    return byName.get(name);
  }

  /// Finds a bucket that must exist.
  ///
  /// @throws dev.sluice.s3server.error.S3Exception when there is none
  public Bucket require(String name) {
    Bucket bucket = byName.get(name);
    if (bucket == null) {
      throw S3Error.NO_SUCH_BUCKET.exception().withDetail("BucketName", name);
    }
    return bucket;
  }

  /// Adds a bucket; false if one of that name exists already
  public boolean add(Bucket bucket) {
    return byName.putIfAbsent(bucket.name(), bucket) == null;
  }

  /// Forgets whatever was written into a bucket.
  public void empty(String name) {
    byName.put(name, require(name).fresh());
  }

  public void remove(Bucket bucket) {
    byName.remove(bucket.name(), bucket);
  }
}
