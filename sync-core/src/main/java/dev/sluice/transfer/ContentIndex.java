package dev.sluice.transfer;

import dev.sluice.flow.spool.SpilledIndex;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What stands at the destination, by content: what its listing shows and stays as it is, and what
/// this run has written. A key that the run is to overwrite is never in it.
///
/// It is bounded: of a destination with more objects some are not found. Thread-safe.
public final class ContentIndex implements AutoCloseable {

  /// Thirty-two megabytes of heap at most.
  private static final int MOST_CONTENTS = 3_000_000;

  /// Longer than any digest or ETag of a content.
  private static final int MOST_DIGITS = 200;

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
    if (sizeBytes > 0 && digest.length() <= MOST_DIGITS && etag.length() <= MOST_DIGITS) {
      index.add(hash(sizeBytes, digest), record(sizeBytes, digest, key, etag));
    }
  }

  /// The length, the digest, the ETag where it is another text, and the key.
  private static byte[] record(long sizeBytes, String digest, Key key, String etag) {
    byte[] digestBytes = digest.getBytes(StandardCharsets.UTF_8);
    byte[] etagBytes = etag.equals(digest) ? new byte[0] : etag.getBytes(StandardCharsets.UTF_8);
    byte[] keyBytes = key.value().getBytes(StandardCharsets.UTF_8);
    int lengths = Long.BYTES + 2 * Short.BYTES;
    return ByteBuffer.allocate(lengths + digestBytes.length + etagBytes.length + keyBytes.length)
        .putLong(sizeBytes)
        .putShort((short) digestBytes.length)
        .put(digestBytes)
        .putShort((short) etagBytes.length)
        .put(etagBytes)
        .put(keyBytes)
        .array();
  }

  /// A digest's own digits are as good as any hash; in capitals they mean the same.
  private static int hash(long sizeBytes, String digest) {
    int hash = Long.hashCode(sizeBytes);
    for (int i = 0; i < digest.length(); i++) {
      hash = 31 * hash + Character.toLowerCase(digest.charAt(i));
    }
    return hash * 0x9e3779b9;
  }

  /// The objects of a content.
  ///
  /// @param digest as an ETag has it
  List<Entry> find(long sizeBytes, String digest) {
    List<Entry> found = new ArrayList<>();
    for (byte[] bytes : index.get(hash(sizeBytes, digest))) {
      ByteBuffer record = ByteBuffer.wrap(bytes);
      long size = record.getLong();
      String known = text(record, record.getShort());
      int etagBytes = record.getShort();
      String etag = etagBytes == 0 ? known : text(record, etagBytes);
      Key key = Key.of(text(record, record.remaining()));
      if (size == sizeBytes && known.equalsIgnoreCase(digest)) {
        found.add(Entry.ofObject(key, sizeBytes, Instant.EPOCH, etag, null));
      }
    }
    return found;
  }

  private static String text(ByteBuffer from, int length) {
    byte[] bytes = new byte[length];
    from.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// Forgets all.
  @Override
  public void close() {
    index.close();
  }
}
