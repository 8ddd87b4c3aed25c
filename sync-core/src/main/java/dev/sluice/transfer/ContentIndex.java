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
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What stands at the destination, by content: what its listing shows and stays as it is, and what
/// this run has written. A key that the run is to overwrite is never in it.
///
/// It is bounded: of a destination with more objects some are not found. Thread-safe.
public final class ContentIndex implements AutoCloseable {

  /// Thirty-six megabytes of heap at most, and none before a content is looked for.
  private static final int MOST_CONTENTS = 3_000_000;

  private static final byte PLAIN = 0;
  private static final byte FULL = 1;

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
    this.index = new SpilledIndex(folder, MOST_CONTENTS);
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
          addMd5(target.sizeBytes(), md5, target.key());
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

  /// An object was written.
  ///
  /// @param md5 of its content
  /// @param hex the same in small letters
  /// @param etag what the service answered
  void wrote(Key key, long sizeBytes, Md5Value md5, String hex, String etag) {
    if (hex.equals(etag)) {
      addMd5(sizeBytes, md5, key);
    } else {
      add(sizeBytes, hex, key, etag);
    }
  }

  /// An entry was written.
  ///
  /// @param digest of its content, as an ETag would have it
  /// @param etag what the service answered, or the text of a file's stamp
  void wrote(Key key, long sizeBytes, String digest, String etag) {
    add(sizeBytes, digest, key, etag);
  }

  private void add(long sizeBytes, String digest, Key key, String etag) {
    if (sizeBytes == 0 || digest.length() > MOST_DIGITS || etag.length() > MOST_DIGITS) {
      return;
    }
    if (digest.equals(etag) && isMd5InSmallLetters(digest)) {
      addMd5(sizeBytes, Md5Value.ofHex(digest), key);
    } else {
      add(sizeBytes, hash(sizeBytes, digest), record(sizeBytes, digest, key, etag));
    }
  }

  private void addMd5(long sizeBytes, Md5Value md5, Key key) {
    if (sizeBytes > 0) {
      add(sizeBytes, hash(sizeBytes, md5), plain(sizeBytes, md5, key));
    }
  }

  private void add(long sizeBytes, int hash, byte[] record) {
    index.add(hash, record);
    if (sizeBytes > longestShortBytes) {
      index.add(hash(sizeBytes), record);
    }
  }

  private static boolean isMd5InSmallLetters(String digest) {
    for (int i = 0; i < digest.length(); i++) {
      char c = digest.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return digest.length() == 2 * Md5Value.SIZE_BYTES;
  }

  /// Of an object whose ETag is an MD5 in small letters, as almost all are: a third shorter.
  private static byte[] plain(long sizeBytes, Md5Value md5, Key key) {
    byte[] keyBytes = key.value().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + 3 * Long.BYTES + keyBytes.length)
        .put(PLAIN)
        .putLong(sizeBytes)
        .putLong(md5.high())
        .putLong(md5.low())
        .put(keyBytes)
        .array();
  }

  /// Of any other: the length, the digest, the ETag, and the key.
  private static byte[] record(long sizeBytes, String digest, Key key, String etag) {
    byte[] digestBytes = digest.getBytes(StandardCharsets.UTF_8);
    byte[] etagBytes = etag.getBytes(StandardCharsets.UTF_8);
    byte[] keyBytes = key.value().getBytes(StandardCharsets.UTF_8);
    int lengths = 1 + Long.BYTES + 2 * Short.BYTES;
    return ByteBuffer.allocate(lengths + digestBytes.length + etagBytes.length + keyBytes.length)
        .put(FULL)
        .putLong(sizeBytes)
        .putShort((short) digestBytes.length)
        .put(digestBytes)
        .putShort((short) etagBytes.length)
        .put(etagBytes)
        .put(keyBytes)
        .array();
  }

  /// A digest is as good as any hash.
  private static int hash(long sizeBytes, Md5Value md5) {
    return (int) md5.high() ^ Long.hashCode(sizeBytes);
  }

  private static int hash(long sizeBytes) {
    return (int) ((sizeBytes * 0x9e3779b97f4a7c15L) >>> Integer.SIZE);
  }

  private static int hash(long sizeBytes, String digest) {
    return Fingerprint.ofETag(digest) instanceof Fingerprint.Md5
        ? hash(sizeBytes, Md5Value.ofHex(digest))
        : Objects.hash(sizeBytes, digest.toLowerCase(Locale.ROOT)) * 0x9e3779b9;
  }

  /// The entries of a content; where there are many, the first of them. Files have the digests that
  /// are remembered of them as their ETags, or the text of the stamps that they bore when they were
  /// written.
  ///
  /// @param digest as an ETag has it
  List<Entry> find(long sizeBytes, String digest) {
    return find(hash(sizeBytes, digest), sizeBytes, digest);
  }

  /// The same of a content by its MD5.
  ///
  /// @param hex the same in small letters
  List<Entry> find(long sizeBytes, Md5Value md5, String hex) {
    return find(hash(sizeBytes, md5), sizeBytes, hex);
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
      boolean isPlain = record.get() == PLAIN;
      long size = record.getLong();
      String known =
          isPlain
              ? new Md5Value(record.getLong(), record.getLong()).hex()
              : text(record, record.getShort());
      String etag = isPlain ? known : text(record, record.getShort());
      Key key = Key.of(text(record, record.remaining()));
      if (size == sizeBytes && (digest == null || known.equalsIgnoreCase(digest))) {
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
