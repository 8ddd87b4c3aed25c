package dev.sluice.s3server.store;

import dev.sluice.s3server.access.Acl;
import dev.sluice.s3server.access.BucketPolicy;
import dev.sluice.s3server.error.S3Error;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A bucket. Reading needs no lock; what changes a key holds that key's lock, so that a
/// precondition and the change it guards are one step. Thread-safe.
public final class Bucket {

  /// Decides over the newest version (null if there is none, or a delete marker) whether a change
  /// may go on; refuses by throwing.
  @FunctionalInterface
  public interface Precondition {
    Precondition NONE = _ -> {};

    void check(@Nullable StoredObject current);
  }

  /// What a deletion did.
  ///
  /// @param versionId the version that was removed or the delete marker that was made, or null
  ///   without versioning
  /// @param deleteMarker whether that is a delete marker
  public record Deletion(@Nullable String versionId, boolean deleteMarker) {}

  private static final int STRIPES = 64;

  private final String name;
  private final long createdSecond;
  private final ObjectBase base;
  private final ConcurrentSkipListMap<ObjectKey, StoredObject> objects =
      new ConcurrentSkipListMap<>();
  private final ReentrantLock[] locks = new ReentrantLock[STRIPES];
  private final AtomicLong versionNumbers = new AtomicLong();
  private final MultipartUploads uploads = new MultipartUploads();
  private final Map<String, String> settings = new ConcurrentHashMap<>();
  private final Set<Body> locked = ConcurrentHashMap.newKeySet();
  private volatile Versioning versioning = Versioning.OFF;
  private volatile Acl acl = Acl.PRIVATE;
  private volatile @Nullable BucketPolicy policy;

  /// An empty bucket.
  public Bucket(String name, long createdSecond) {
    this(name, createdSecond, ObjectBase.NONE);
  }

  /// A bucket that has objects to begin with.
  public Bucket(String name, long createdSecond, ObjectBase base) {
    this.name = name;
    this.base = base;
    this.createdSecond = createdSecond;
    Arrays.setAll(locks, _ -> new ReentrantLock());
  }

  public String name() {
    return name;
  }

  public long createdSecond() {
    return createdSecond;
  }

  public Versioning versioning() {
    return versioning;
  }

  public void versioning(Versioning newVersioning) {
    versioning = newVersioning;
  }

  public Acl acl() {
    return acl;
  }

  public void acl(Acl newAcl) {
    acl = newAcl;
  }

  public @Nullable BucketPolicy policy() {
    return policy;
  }

  /// Sets the policy, or removes it when null is given.
  public void policy(@Nullable BucketPolicy newPolicy) {
    policy = newPolicy;
  }

  public MultipartUploads uploads() {
    return uploads;
  }

  /// Documents of sub-resources, such as `lifecycle` or `cors`, by the sub-resource's name.
  public Map<String, String> settings() {
    return settings;
  }

  /// The bucket as it was before anything was written into it.
  public Bucket fresh() {
    return new Bucket(name, createdSecond, base);
  }

  /// The newest version of every key that was put, in key order; a delete marker is a version too.
  public ConcurrentNavigableMap<ObjectKey, StoredObject> objects() {
    return objects;
  }

  /// Whether there is nothing in it; delete markers are something where versions are kept.
  public boolean isEmpty() {
    return versioning == Versioning.OFF ? !cursor().advance() : objects.isEmpty();
  }

  /// A cursor over all current objects, before the first.
  public KeyCursor cursor() {
    return base.merged(new StoredCursor(objects));
  }

  /// How many current objects there are; walks over those that were put.
  public long count() {
    long count = base.count();
    for (Map.Entry<ObjectKey, StoredObject> entry : objects.entrySet()) {
      count += entry.getValue().isDeleteMarker() ? 0 : 1;
      count -= base.find(entry.getKey().utf8()) == null ? 0 : 1;
    }
    return count;
  }

  /// The newest version, unless there is none or it is a delete marker.
  public @Nullable StoredObject current(ObjectKey key) {
    StoredObject newest = newest(key);
    return newest == null || newest.isDeleteMarker() ? null : newest;
  }

  public @Nullable StoredObject newest(ObjectKey key) {
    StoredObject newest = objects.get(key);
    return newest == null ? base.find(key.utf8()) : newest;
  }

  public @Nullable StoredObject version(ObjectKey key, String versionId) {
    return Versions.find(newest(key), versionId);
  }

  /// Puts an object, over the one that is there or as a new version.
  ///
  /// @param content whose body's use this bucket takes over
  public StoredObject put(
      ObjectKey key,
      Content content,
      ObjectAttributes attributes,
      long nowSecond,
      Precondition precondition) {
    ReentrantLock lock = lockOf(key);
    lock.lock();
    try {
      if (versioning == Versioning.OFF && precondition.equals(Precondition.NONE)) {
        return overwrite(key, new StoredObject(content, nowSecond, attributes, null, null));
      }
      StoredObject newest = newest(key);
      precondition.check(newest == null || newest.isDeleteMarker() ? null : newest);
      return add(key, newest, content, attributes, nowSecond);
    } finally {
      lock.unlock();
    }
  }

  /// Deletes a key: removes it, or puts a delete marker where versions are kept.
  public Deletion delete(ObjectKey key, long nowSecond, Precondition precondition) {
    ReentrantLock lock = lockOf(key);
    lock.lock();
    try {
      StoredObject newest = newest(key);
      precondition.check(newest == null || newest.isDeleteMarker() ? null : newest);
      if (versioning == Versioning.OFF) {
        if (newest != null) {
          hide(key);
          releaseBody(newest);
        }
        return new Deletion(null, false);
      }
      StoredObject marker = add(key, newest, null, ObjectAttributes.PLAIN, nowSecond);
      return new Deletion(marker.versionIdText(), true);
    } finally {
      lock.unlock();
    }
  }

  /// Removes one version for good, if it is there.
  public Deletion deleteVersion(ObjectKey key, String versionId, Precondition precondition) {
    ReentrantLock lock = lockOf(key);
    lock.lock();
    try {
      StoredObject newest = newest(key);
      StoredObject removed = Versions.find(newest, versionId);
      precondition.check(removed);
      if (removed != null && removed.content() != null && isLocked(removed.content())) {
        throw S3Error.ACCESS_DENIED.exception(
            "Access Denied because object protected by object lock.");
      }
      if (removed == null) {
        return new Deletion(versionId, false);
      }
      replace(key, Versions.without(newest, versionId));
      releaseBody(removed);
      return new Deletion(versionId, removed.isDeleteMarker());
    } finally {
      lock.unlock();
    }
  }

  /// Keeps the version that is seen now from being deleted by its id, as a legal hold does.
  public void hold(ObjectKey key) {
    StoredObject current = current(key);
    if (current != null && current.content() != null) {
      locked.add(current.content().body());
    }
  }

  private boolean isLocked(Content content) {
    return !locked.isEmpty() && locked.contains(content.body());
  }

  /// Changes the attributes of one version in place.
  ///
  /// @return false if there is no such version
  public boolean update(ObjectKey key, String versionId, UnaryOperator<ObjectAttributes> change) {
    ReentrantLock lock = lockOf(key);
    lock.lock();
    try {
      StoredObject newest = newest(key);
      if (Versions.find(newest, versionId) == null) {
        return false;
      }
      replace(key, Versions.updated(newest, versionId, change));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Puts an object where no versions are kept, with one search for its place.
  private StoredObject overwrite(ObjectKey key, StoredObject added) {
    StoredObject overwritten = objects.put(key, added);
    if (overwritten != null) {
      releaseBody(overwritten);
    }
    return added;
  }

  private StoredObject add(
      ObjectKey key,
      @Nullable StoredObject newest,
      @Nullable Content content,
      ObjectAttributes attributes,
      long nowSecond) {
    String versionId = versioning == Versioning.ENABLED ? nextVersionId() : null;
    StoredObject older = newest;
    if (versionId == null) {
      StoredObject overwritten = Versions.find(newest, "null");
      if (overwritten != null) {
        older = Versions.without(newest, "null");
        releaseBody(overwritten);
      }
    }
    StoredObject added = new StoredObject(content, nowSecond, attributes, versionId, older);
    objects.put(key, added);
    return added;
  }

  private void replace(ObjectKey key, @Nullable StoredObject newest) {
    if (newest == null) {
      hide(key);
    } else {
      objects.put(key, newest);
    }
  }

  /// Removes a key; where the base has it, a mark stands in its place.
  private void hide(ObjectKey key) {
    if (base.find(key.utf8()) == null) {
      objects.remove(key);
    } else {
      objects.put(key, StoredObject.DELETED);
    }
  }

  private static void releaseBody(StoredObject version) {
    if (version.content() != null) {
      version.content().body().release();
    }
  }

  private String nextVersionId() {
    // No two buckets give the same.
    long number = versionNumbers.incrementAndGet() + ((long) name.hashCode() << 32);
    HexFormat hex = HexFormat.of();
    // Spread out, so that no test comes to rely on version ids that ascend.
    return hex.toHexDigits(number * 0x9e3779b97f4a7c15L) + hex.toHexDigits(number);
  }

  private ReentrantLock lockOf(ObjectKey key) {
    int hash = key.hashCode();
    return locks[(hash ^ (hash >>> 16)) & (STRIPES - 1)];
  }
}
