package dev.sluice.care;

import dev.sluice.flow.IoReason;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file of JSON lines: each key or version that was changed, and what it was. A line is written
/// when the service has said that it is done; what a list holds already stays. Thread-safe.
public final class ChangeList implements AutoCloseable {

  /// What became of something.
  ///
  /// @param key the whole key
  /// @param version which version is gone for good; null where it was what was seen under the key
  /// @param isDeleteMarker whether that was a delete marker
  /// @param sizeBytes how long it was
  /// @param etag without quotes; null where there was none
  /// @param modifiedTime when it had been written
  /// @param storageClass in the service's words; null where it had not said
  /// @param marker the id of the delete marker that hides it since; null where none does: it is
  ///   gone for good
  public record Change(
      String key,
      @Nullable String version,
      boolean isDeleteMarker,
      long sizeBytes,
      @Nullable String etag,
      Instant modifiedTime,
      @Nullable String storageClass,
      @Nullable String marker) {

    static Change removed(Subject subject, @Nullable String marker) {
      return new Change(
          subject.key().value(),
          subject.version(),
          subject.isDeleteMarker(),
          subject.sizeBytes(),
          subject.etag(),
          subject.modifiedTime(),
          subject.storageClass(),
          marker);
    }
  }

  /// A line as it was read.
  ///
  /// @param bucket where it was
  record Line(String bucket, Change change) {

    /// @throws IllegalArgumentException if it is none
    static Line of(String text) {
      Map<String, @Nullable String> members = FlatJson.read(text);
      try {
        return new Line(
            required(members, "bucket"),
            new Change(
                required(members, "key"),
                members.get("version"),
                Boolean.parseBoolean(members.get("deleteMarker")),
                Long.parseLong(required(members, "bytes")),
                members.get("etag"),
                Instant.parse(required(members, "modified")),
                members.get("storageClass"),
                members.get("marker")));
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(e);
      }
    }

    private static String required(Map<String, @Nullable String> members, String name) {
      String value = members.get(name);
      if (value == null || value.isEmpty()) {
        throw new IllegalArgumentException("no " + name);
      }
      return value;
    }

    String text() {
      return new FlatJson.Writer()
          .put("bucket", bucket)
          .put("key", change.key)
          .put("version", change.version)
          .put("deleteMarker", change.isDeleteMarker)
          .put("bytes", change.sizeBytes)
          .put("etag", change.etag)
          .put("modified", change.modifiedTime.toString())
          .put("storageClass", change.storageClass)
          .put("marker", change.marker)
          .end();
    }
  }

  private final Path path;
  private final String bucket;

  /// No channel: one is closed by an interrupt of whoever writes, and what was done would be lost.
  private final RandomAccessFile file;

  private @Nullable IOException failure;

  private ChangeList(Path path, String bucket, RandomAccessFile file) {
    this.path = path;
    this.bucket = bucket;
    this.file = file;
  }

  /// Opens a list, to go on behind what it holds.
  ///
  /// @param bucket of which the changes will be
  /// @throws StoreException if it cannot be written
  public static ChangeList appendingTo(Path path, String bucket) throws StoreException {
    try {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
      boolean isReady = false;
      try {
        goToEnd(file);
        isReady = true;
        return new ChangeList(path, bucket, file);
      } finally {
        if (!isReady) {
          file.close();
        }
      }
    } catch (IOException e) {
      throw new StoreException(
          Kind.MISCONFIGURED, "--list " + path + " cannot be written: " + IoReason.of(e), e);
    }
  }

  /// A run that was killed may have left the beginning of a line.
  private static void goToEnd(RandomAccessFile file) throws IOException {
    long size = file.length();
    if (size > 0) {
      file.seek(size - 1);
      if (file.read() != '\n') {
        file.write('\n');
      }
    }
  }

  /// Adds what was changed, at once. Should that fail, [#requireSound] says so.
  public synchronized void add(List<Change> changes) {
    if (failure != null) {
      return;
    }
    StringBuilder text = new StringBuilder();
    changes.forEach(change -> text.append(new Line(bucket, change).text()).append('\n'));
    try {
      file.write(text.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      failure = e;
    }
  }

  /// To be asked before each change, since what cannot be noted is not to be done, and at the end.
  ///
  /// @throws StoreException if the list could not be written, of a kind that ends the run
  public synchronized void requireSound() throws StoreException {
    if (failure != null) {
      throw new StoreException(
          Kind.READ_ONLY,
          "--list " + path + " cannot be written any more: " + IoReason.of(failure),
          failure);
    }
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      failure = e; // all lines have been written before
    }
  }
}
