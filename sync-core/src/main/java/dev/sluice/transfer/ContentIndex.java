package dev.sluice.transfer;

import dev.sluice.flow.spool.SpilledIndex;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import dev.sluice.model.Key;
import dev.sluice.model.Md5Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What stands at the destination, by content: what its listing shows and stays as it is, and what
/// this run has written. A key that the run is to overwrite is never in it.
///
/// It is bounded: of a destination with more objects some are not found. Thread-safe.
public final class ContentIndex implements AutoCloseable {

  /// Thirty-six megabytes of heap at most, and none before a content is looked for.
  private static final int MOST_CONTENTS = 3_000_000;

  /// What a record is found by.
  private static final byte BY_CONTENT = 0;

  private static final byte BY_LENGTH = 1;

  private static final int HEAD_BYTES = 1 + Long.BYTES + 2 * Short.BYTES;
  private static final byte[] NONE = {};

  /// The bit that tells small letters from capitals, and that digits have anyway.
  private static final int SMALL_LETTER = 0x20;

  /// Longer than any digest or ETag of a content.
  private static final int MOST_DIGITS = 200;

  private final long longestShortBytes;
  private final SpilledIndex index;

  /// An index that is empty.
  ///
  /// @param longestShortBytes what is longer is found by its length, too
  /// @param folder where what does not fit into memory is kept
  public ContentIndex(long longestShortBytes, Path folder) {
    this.longestShortBytes = longestShortBytes;
    this.index = new SpilledIndex(folder, MOST_CONTENTS, ContentIndex::hash);
  }

  /// Objects were listed, and will stay as they are while anything is copied.
  public void seeAll(List<Entry> targets) {
    index.addTogether(() -> targets.forEach(this::see));
  }

  /// An object was listed, and will stay as it is while anything is copied.
  public void see(Entry target) {
    switch (target.fingerprint()) {
      case Fingerprint.Md5(String etag) -> seeObject(target, etag);
      case Fingerprint.MultipartETag(String etag, _) -> seeObject(target, etag);
      case Fingerprint.Remembered(Md5Value md5, List<InParts> inParts, _) -> {
        if (md5 != null) {
          String hex = md5.hex();
          add(target.sizeBytes(), hex, target.key(), hex);
        }
        for (InParts each : inParts) {
          add(target.sizeBytes(), each.etag(), target.key(), each.etag());
        }
      }
      case Fingerprint.Unread _, Fingerprint.Opaque _ -> {}
    }
  }

  private void seeObject(Entry target, String etag) {
    if (!isArchived(target.storageClass())) {
      add(target.sizeBytes(), etag, target.key(), etag);
    }
  }

  /// What is in an archive has to be brought back before it can be copied.
  private static boolean isArchived(@Nullable String storageClass) {
    return "GLACIER".equals(storageClass) || "DEEP_ARCHIVE".equals(storageClass);
  }

  /// An entry was written.
  ///
  /// @param digest of its content, as an ETag would have it
  /// @param etag what the service answered, or the text of a file's stamp
  void wrote(Key key, long sizeBytes, String digest, String etag) {
    add(sizeBytes, digest, key, etag);
  }

  private void add(long sizeBytes, String digest, Key key, String etag) {
    if (sizeBytes > 0 && digest.length() <= MOST_DIGITS && etag.length() <= MOST_DIGITS) {
      index.add(record(BY_CONTENT, sizeBytes, digest, key, etag));
      if (sizeBytes > longestShortBytes) {
        index.add(record(BY_LENGTH, sizeBytes, digest, key, etag));
      }
    }
  }

  /// What it is found by, the length, the digest, the ETag if it is not the same, and the key.
  private static byte[] record(byte by, long sizeBytes, String digest, Key key, String etag) {
    byte[] digestBytes = bytes(digest);
    byte[] etagBytes = etag.equals(digest) ? NONE : bytes(etag);
    byte[] keyBytes = bytes(key.value());
    int length = HEAD_BYTES + digestBytes.length + etagBytes.length + keyBytes.length;
    return ByteBuffer.allocate(length)
        .put(by)
        .putLong(sizeBytes)
        .putShort((short) digestBytes.length)
        .putShort((short) etagBytes.length)
        .put(digestBytes)
        .put(etagBytes)
        .put(keyBytes)
        .array();
  }

  private static int hash(byte[] record) {
    ByteBuffer head = ByteBuffer.wrap(record);
    byte by = head.get();
    long sizeBytes = head.getLong();
    return by == BY_LENGTH ? hash(sizeBytes) : hash(sizeBytes, record, HEAD_BYTES, head.getShort());
  }

  private static int hash(long sizeBytes) {
    return (int) ((sizeBytes * 0x9e3779b97f4a7c15L) >>> Integer.SIZE);
  }

  /// The same for small letters and capitals.
  private static int hash(long sizeBytes, byte[] digest, int at, int length) {
    long mixed = sizeBytes;
    for (int i = at; i < at + length; i++) {
      mixed = mixed * 31 + (digest[i] | SMALL_LETTER);
    }
    mixed = (mixed ^ (mixed >>> Integer.SIZE)) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> Integer.SIZE);
  }

  /// The entries of a content; where there are many, the first of them. Files have the digests that
  /// are remembered of them as their ETags, or the text of the stamps that they bore when they were
  /// written.
  ///
  /// @param digest as an ETag has it
  List<Entry> find(long sizeBytes, String digest) {
    byte[] digestBytes = bytes(digest);
    return find(hash(sizeBytes, digestBytes, 0, digestBytes.length), sizeBytes, digest);
  }

  /// The first objects of a length, where that is more than that of a short one.
  List<Entry> findLong(long sizeBytes) {
    return find(hash(sizeBytes), sizeBytes, null);
  }

  /// @param digest null for any
  private List<Entry> find(int hash, long sizeBytes, @Nullable String digest) {
    List<Entry> found = new ArrayList<>();
    for (byte[] bytes : index.get(hash)) {
      ByteBuffer record = ByteBuffer.wrap(bytes);
      byte by = record.get();
      long size = record.getLong();
      int digestLength = record.getShort();
      int etagLength = record.getShort();
      String known = text(record, digestLength);
      String etag = etagLength == 0 ? known : text(record, etagLength);
      boolean isIt = digest == null ? by == BY_LENGTH : known.equalsIgnoreCase(digest);
      if (isIt && size == sizeBytes) {
        Key key = Key.of(text(record, record.remaining()));
        found.add(Entry.ofObject(key, sizeBytes, Instant.EPOCH, etag, null));
      }
    }
    return found;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
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
