package dev.sluice.bench.server;

import dev.sluice.s3server.store.ObjectKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// A bucket: stored objects, and perhaps a base of computed ones under them. What is stored hides
/// the base's object of the same key. Thread-safe.
final class Bucket {

  private final String name;
  private final @Nullable SyntheticObjects base;
  private final ConcurrentSkipListMap<ObjectKey, StoredObject> objects =
      new ConcurrentSkipListMap<>();
  private final Map<String, MultipartUpload> uploads = new ConcurrentHashMap<>();
  private final LongAdder count = new LongAdder();

  Bucket(String name, @Nullable SyntheticObjects base) {
    this.name = name;
    this.base = base;
    if (base != null) {
      count.add(base.count());
    }
  }

  /// The bucket as it was before anything was written into it.
  Bucket fresh() {
    return new Bucket(name, base);
  }

  String name() {
    return name;
  }

  /// Uploads in parts that have not ended, by id.
  Map<String, MultipartUpload> uploads() {
    return uploads;
  }

  /// How many objects there are, computed ones included.
  long count() {
    return count.sum();
  }

  @Nullable StoredObject find(ObjectKey key) {
    StoredObject stored = objects.get(key);
    if (stored != null) {
      return stored.isDeleted() ? null : stored;
    }
    return base == null ? null : base.find(key.utf8());
  }

  void put(ObjectKey key, StoredObject object) {
    StoredObject earlier = objects.put(key, object);
    if (earlier == null ? !isInBase(key) : earlier.isDeleted()) {
      count.increment();
    }
  }

  void delete(ObjectKey key) {
    StoredObject earlier;
    boolean wasThere;
    if (isInBase(key)) {
      earlier = objects.put(key, StoredObject.DELETED);
      wasThere = earlier == null || !earlier.isDeleted();
    } else {
      earlier = objects.remove(key);
      wasThere = earlier != null;
    }
    if (wasThere) {
      count.decrement();
    }
  }

  /// A cursor over all objects, before the first.
  KeyCursor cursor() {
    MapCursor stored = new MapCursor(objects);
    return base == null ? stored : new MergedCursor(base.cursor(), stored);
  }

  private boolean isInBase(ObjectKey key) {
    return base != null && base.contains(key.utf8());
  }
}
