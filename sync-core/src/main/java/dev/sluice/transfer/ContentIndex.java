package dev.sluice.transfer;

import dev.sluice.flow.spool.SpilledIndex;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What stands at the destination, by content: what its listing shows and stays as it is, and what
/// this run has written. A key that the run is to overwrite is never in it.
///
/// It is bounded: of a destination with more objects some are not found. Thread-safe.
public final class ContentIndex implements AutoCloseable {

  /// Thirty-two megabytes of heap at most.
  private static final int MOST_CONTENTS = 3_000_000;

  private final SpilledIndex index;

  /// An index that is empty.
  ///
  /// @param folder where what does not fit into memory is kept
  public ContentIndex(Path folder) {
    this.index = new SpilledIndex(folder, MOST_CONTENTS);
  }

  /// An object was listed, and will stay as it is while anything is copied.
  public void see(Entry target) {
    String etag = target.etag();
    boolean isDigest =
        switch (target.fingerprint()) {
          case Fingerprint.Md5 _, Fingerprint.MultipartETag _ -> true;
          case Fingerprint.Unread _, Fingerprint.Remembered _, Fingerprint.Opaque _ -> false;
        };
    if (isDigest && etag != null) {
      add(target.sizeBytes(), etag, target.key(), etag);
    }
  }

  /// An object was written.
  ///
  /// @param digest of its content, as an ETag would have it
  /// @param etag what the service answered
  void wrote(Key key, long sizeBytes, String digest, String etag) {
    add(sizeBytes, digest, key, etag);
  }

  private void add(long sizeBytes, String digest, Key key, String etag) {
    if (sizeBytes == 0) {
      return;
    }
    ByteArrayOutputStream record = new ByteArrayOutputStream(96);
    try (DataOutputStream out = new DataOutputStream(record)) {
      out.writeLong(sizeBytes);
      out.writeUTF(digest.toLowerCase(Locale.ROOT));
      out.writeUTF(etag);
      out.write(key.value().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // of an array
    }
    index.add(hash(sizeBytes, digest), record.toByteArray());
  }

  private static int hash(long sizeBytes, String digest) {
    int hash = Objects.hash(sizeBytes, digest.toLowerCase(Locale.ROOT)) * 0x9e3779b9;
    return hash ^ (hash >>> 16);
  }

  /// The objects of a content.
  ///
  /// @param digest as an ETag has it
  List<Entry> find(long sizeBytes, String digest) {
    List<Entry> found = new ArrayList<>();
    for (byte[] record : index.get(hash(sizeBytes, digest))) {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
        boolean isThat = in.readLong() == sizeBytes && in.readUTF().equalsIgnoreCase(digest);
        String etag = in.readUTF();
        String key = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (isThat) {
          found.add(Entry.ofObject(Key.of(key), sizeBytes, Instant.EPOCH, etag, null));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  /// Forgets all.
  @Override
  public void close() {
    index.close();
  }
}
