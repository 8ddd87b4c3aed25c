package dev.sluice.s3server.store;

import dev.sluice.s3server.error.S3Error;
import java.io.Serial;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The uploads in parts of one bucket that have been begun and not ended, by key and id.
/// Thread-safe.
public final class MultipartUploads {

  /// Completions that are remembered, so that one whose answer got lost can be repeated.
  private static final int REMEMBERED_COMPLETIONS = 1000;

  /// What an upload was completed into.
  public record Completion(ETag etag, @Nullable String versionId) {}

  private record Name(ObjectKey key, String id) implements Comparable<Name> {
    @Override
    public int compareTo(Name other) {
      int byKey = key.compareTo(other.key);
      return byKey != 0 ? byKey : id.compareTo(other.id);
    }
  }

  private final ConcurrentSkipListMap<Name, MultipartUpload> open = new ConcurrentSkipListMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Name, Completion> completed =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Serial private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Name, Completion> eldest) {
              return size() > REMEMBERED_COMPLETIONS;
            }
          });

  public MultipartUpload begin(ObjectKey key, long nowSecond, MultipartUpload.Plan plan) {
    long number = numbers.incrementAndGet();
    // The number leads, so that uploads of one key are listed in the order in which they began.
    HexFormat hex = HexFormat.of();
    String id = hex.toHexDigits(number) + hex.toHexDigits(number * 0x9e3779b97f4a7c15L);
    MultipartUpload upload = new MultipartUpload(key, id, nowSecond, plan);
    open.put(new Name(key, id), upload);
    return upload;
  }

  /// Finds an open upload.
  ///
  /// @throws dev.sluice.s3server.error.S3Exception when there is no such upload
  public MultipartUpload require(ObjectKey key, String id) {
    MultipartUpload upload = open.get(new Name(key, id));
    if (upload == null) {
      throw S3Error.NO_SUCH_UPLOAD.exception().withDetail("UploadId", id);
    }
    return upload;
  }

  /// What an upload was completed into, if that is remembered.
  public @Nullable Completion completedAs(ObjectKey key, String id) {
    return completed.get(new Name(key, id));
  }

  public void complete(
      MultipartUpload upload, List<MultipartUpload.UploadedPart> used, StoredObject object) {
    Name name = new Name(upload.key(), upload.id());
    completed.put(name, new Completion(object.requireContent().etag(), object.versionId()));
    open.remove(name);
    upload.end(used);
  }

  public void abort(MultipartUpload upload) {
    open.remove(new Name(upload.key(), upload.id()));
    upload.end(List.of());
  }

  /// All open uploads in the order of keys, then ids.
  public Collection<MultipartUpload> all() {
    return open.values();
  }
}
