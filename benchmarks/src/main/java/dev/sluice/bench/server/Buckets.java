package dev.sluice.bench.server;

import dev.sluice.s3server.error.S3Error;
import java.util.Collection;
import java.util.concurrent.ConcurrentSkipListMap;

/// The server's buckets by name. Thread-safe.
final class Buckets {

  private final ConcurrentSkipListMap<String, Bucket> byName = new ConcurrentSkipListMap<>();

  Bucket require(String name) {
    Bucket bucket = byName.get(name);
    if (bucket == null) {
      throw S3Error.NO_SUCH_BUCKET.exception().withDetail("BucketName", name);
    }
    return bucket;
  }

  /// Makes an empty bucket unless there is one of that name.
  void create(String name) {
    byName.computeIfAbsent(name, newName -> new Bucket(newName, null));
  }

  /// Makes a bucket of computed objects.
  ///
  /// @throws IllegalArgumentException if there is one of that name
  void createSynthetic(String name, SyntheticObjects base) {
    if (byName.putIfAbsent(name, new Bucket(name, base)) != null) {
      throw new IllegalArgumentException("two buckets are named " + name);
    }
  }

  /// Forgets whatever was written into a bucket.
  void empty(String name) {
    byName.put(name, require(name).fresh());
  }

  void delete(String name) {
    if (require(name).count() > 0) {
      throw S3Error.BUCKET_NOT_EMPTY.exception();
    }
    byName.remove(name);
  }

  /// All buckets by ascending name.
  Collection<Bucket> all() {
    return byName.values();
  }
}
