package dev.sluice.plan;

import dev.sluice.model.Checksum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Content;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import dev.sluice.model.Key;
import dev.sluice.model.Md5Value;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes an entry with all that it holds.
public final class EntryCodec {

  private static final int UNREAD = 0;
  private static final int OPAQUE = 1;
  private static final int MD5 = 2;
  private static final int MULTIPART_ETAG = 3;
  private static final int REMEMBERED = 4;
  private static final int DOUBTED = 5;

  private EntryCodec() {}

  /// Writes one.
  public static void write(Entry entry, DataOutputStream out) throws IOException {
    writeText(entry.key().value(), out);
    out.writeLong(entry.sizeBytes());
    writeFingerprint(entry.fingerprint(), out);
    out.writeInt(entry.checksums().size());
    for (Checksum each : entry.checksums()) {
      writeText(each.algorithm().name(), out);
      writeText(each.value(), out);
      writeText(each.scope().name(), out);
    }
    Instant modified = entry.modifiedTime();
    out.writeLong(modified.getEpochSecond());
    out.writeInt(modified.getNano());
    writeOptional(entry.storageClass(), out);
  }

  /// Reads one.
  public static Entry read(DataInputStream in) throws IOException {
    Key key = Key.of(readText(in));
    Content content = new Content(in.readLong(), readFingerprint(in), readChecksums(in));
    Instant modified = Instant.ofEpochSecond(in.readLong(), in.readInt());
    return new Entry(key, content, modified, readOptional(in));
  }

  /// Which case it is, is written too: an ETag that looks like a digest may have been found to be
  /// none.
  private static void writeFingerprint(Fingerprint fingerprint, DataOutputStream out)
      throws IOException {
    switch (fingerprint) {
      case Fingerprint.Unread(Remembered doubted) -> {
        out.writeByte(doubted == null ? UNREAD : DOUBTED);
        if (doubted != null) {
          writeRemembered(doubted, out);
        }
      }
      case Fingerprint.Opaque(String etag) -> {
        out.writeByte(OPAQUE);
        writeOptional(etag, out);
      }
      case Fingerprint.Md5(String etag) -> {
        out.writeByte(MD5);
        writeText(etag, out);
      }
      case Fingerprint.MultipartETag(String etag, int partCount) -> {
        out.writeByte(MULTIPART_ETAG);
        writeText(etag, out);
        out.writeInt(partCount);
      }
      case Fingerprint.Remembered remembered -> {
        out.writeByte(REMEMBERED);
        writeRemembered(remembered, out);
      }
    }
  }

  private static void writeRemembered(Remembered remembered, DataOutputStream out)
      throws IOException {
    Md5Value md5 = remembered.md5();
    out.writeBoolean(md5 != null);
    if (md5 != null) {
      out.writeLong(md5.high());
      out.writeLong(md5.low());
    }
    out.writeInt(remembered.inParts().size());
    for (InParts each : remembered.inParts()) {
      out.writeLong(each.partBytes());
      writeText(each.etag(), out);
    }
    writeOptional(remembered.sentETag(), out);
  }

  private static Fingerprint readFingerprint(DataInputStream in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case UNREAD -> Fingerprint.UNREAD;
      case OPAQUE -> {
        String etag = readOptional(in);
        yield etag == null ? Fingerprint.OPAQUE : new Fingerprint.Opaque(etag);
      }
      case MD5 -> new Fingerprint.Md5(readText(in));
      case MULTIPART_ETAG -> new Fingerprint.MultipartETag(readText(in), in.readInt());
      case REMEMBERED -> readRemembered(in);
      case DOUBTED -> new Fingerprint.Unread(readRemembered(in));
      default -> throw new IOException("not a spooled fingerprint: " + kind);
    };
  }

  private static Remembered readRemembered(DataInputStream in) throws IOException {
    Md5Value md5 = in.readBoolean() ? new Md5Value(in.readLong(), in.readLong()) : null;
    InParts[] inParts = new InParts[in.readInt()];
    for (int i = 0; i < inParts.length; i++) {
      inParts[i] = new InParts(in.readLong(), readText(in));
    }
    return new Remembered(md5, List.of(inParts), readOptional(in));
  }

  private static List<Checksum> readChecksums(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count == 0) {
      return List.of();
    }
    List<Checksum> checksums = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      checksums.add(
          new Checksum(
              ChecksumAlgorithm.valueOf(readText(in)),
              readText(in),
              Checksum.Scope.valueOf(readText(in))));
    }
    return checksums;
  }

  private static void writeOptional(@Nullable String text, DataOutputStream out)
      throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      writeText(text, out);
    }
  }

  private static @Nullable String readOptional(DataInputStream in) throws IOException {
    return in.readBoolean() ? readText(in) : null;
  }

  static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  static String readText(DataInputStream in) throws IOException {
    byte[] utf8 = new byte[in.readInt()];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
