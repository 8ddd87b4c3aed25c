package dev.sluice.s3server.store;

import dev.sluice.s3server.checksum.ChecksumAlgorithm;
import dev.sluice.s3server.checksum.ChecksumType;
import dev.sluice.s3server.checksum.StoredChecksum;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// An upload in parts that has been begun. Thread-safe: parts may come in any order and at once,
/// but none after the end.
public final class MultipartUpload {

  /// What an upload was begun with.
  ///
  /// @param attributes of the object to be
  /// @param algorithm the checksum that parts carry, or null
  /// @param type what the object's checksum is taken over, or null
  public record Plan(
      ObjectAttributes attributes,
      @Nullable ChecksumAlgorithm algorithm,
      @Nullable ChecksumType type) {}

  /// A part that has arrived.
  public record UploadedPart(
      int number,
      Body body,
      ETag etag,
      @Nullable StoredChecksum checksum,
      long lastModifiedSecond) {}

  private final ObjectKey key;
  private final String id;
  private final long initiatedSecond;
  private final Plan plan;
  private final ReentrantLock lock = new ReentrantLock();
  private final NavigableMap<Integer, UploadedPart> parts = new TreeMap<>();
  private boolean ended;

  MultipartUpload(ObjectKey key, String id, long initiatedSecond, Plan plan) {
    this.key = key;
    this.id = id;
    this.initiatedSecond = initiatedSecond;
    this.plan = plan;
  }

  public ObjectKey key() {
    return key;
  }

  public String id() {
    return id;
  }

  public long initiatedSecond() {
    return initiatedSecond;
  }

  public Plan plan() {
    return plan;
  }

  /// Adds a part, over an earlier one of its number.
  ///
  /// @return false if the upload has ended meanwhile
  public boolean add(UploadedPart part) {
    lock.lock();
    try {
      if (ended) {
        return false;
      }
      UploadedPart replaced = parts.put(part.number(), part);
      if (replaced != null) {
        replaced.body().release();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// The parts so far, by ascending number.
  public List<UploadedPart> parts() {
    lock.lock();
    try {
      return new ArrayList<>(parts.values());
    } finally {
      lock.unlock();
    }
  }

  /// Holds the upload against other changes while it is completed; [#unlock] must follow.
  ///
  /// @return false if it has ended already, in which case it is not held
  public boolean lockIfOpen() {
    lock.lock();
    if (ended) {
      lock.unlock();
      return false;
    }
    return true;
  }

  public void unlock() {
    lock.unlock();
  }

  /// Ends the upload and gives back the parts that are not used.
  void end(Collection<UploadedPart> used) {
    lock.lock();
    try {
      ended = true;
      Set<UploadedPart> kept = new HashSet<>(used);
      for (UploadedPart part : parts.values()) {
        if (!kept.contains(part)) {
          part.body().release();
        }
      }
      parts.clear();
    } finally {
      lock.unlock();
    }
  }
}
