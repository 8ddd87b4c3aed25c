package dev.sluice.plan;

import dev.sluice.flow.spool.Spool;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.plan.Action.Compare;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Delete;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes the actions that wait for their turn, with all that their entries hold.
///
/// Only actions that wait are written: copies, comparisons and deletions.
public final class ActionCodec implements Spool.Codec<Action> {

  /// Of the form; goes before each action, so that what another version has written is refused and
  /// never misread.
  private static final int VERSION = 1;

  private static final int KIND_BITS = 4;
  private static final int COPY = 1;
  private static final int COPY_OVER = 2;
  private static final int COMPARE = 3;
  private static final int DELETE = 4;

  private static final int AS_THE_ETAG = 0;
  private static final int UNREAD = 1;
  private static final int OPAQUE = 2;
  private static final int OF_ANOTHER = 3;

  @Override
  public void write(Action action, DataOutputStream out) throws IOException {
    switch (action) {
      case Copy(Entry source, Entry target, CopyReason reason) when target != null -> {
        writeKind(COPY_OVER, out);
        writeText(reason.name(), out);
        writeEntry(source, out);
        writeEntry(target, out);
      }
      case Copy(Entry source, _, CopyReason reason) -> {
        writeKind(COPY, out);
        writeText(reason.name(), out);
        writeEntry(source, out);
      }
      case Compare(Entry source, Entry target) -> {
        writeKind(COMPARE, out);
        writeEntry(source, out);
        writeEntry(target, out);
      }
      case Delete(Entry target) -> {
        writeKind(DELETE, out);
        writeEntry(target, out);
      }
      case Action.Skip _, Action.Refuse _ ->
          throw new IllegalArgumentException("never waits: " + action);
    }
  }

  @Override
  public Action read(DataInputStream in) throws IOException {
    int kind = readKind(in);
    return switch (kind) {
      case COPY -> {
        CopyReason reason = CopyReason.valueOf(readText(in));
        yield new Copy(readEntry(in), null, reason);
      }
      case COPY_OVER -> {
        CopyReason reason = CopyReason.valueOf(readText(in));
        yield new Copy(readEntry(in), readEntry(in), reason);
      }
      case COMPARE -> new Compare(readEntry(in), readEntry(in));
      case DELETE -> new Delete(readEntry(in));
      default -> throw new IOException("not a spooled action: " + kind);
    };
  }

  private static void writeKind(int kind, DataOutputStream out) throws IOException {
    out.writeByte(VERSION << KIND_BITS | kind);
  }

  private static int readKind(DataInputStream in) throws IOException {
    int head = in.readUnsignedByte();
    int version = head >> KIND_BITS;
    if (version != VERSION) {
      throw new IOException(
          "an action of version " + version + ", where version " + VERSION + " can be read");
    }
    return head & (1 << KIND_BITS) - 1;
  }

  private static void writeEntry(Entry entry, DataOutputStream out) throws IOException {
    writeText(entry.key().value(), out);
    out.writeLong(entry.sizeBytes());
    Instant modified = entry.modifiedTime();
    out.writeLong(modified.getEpochSecond());
    out.writeInt(modified.getNano());
    out.writeBoolean(entry.etag() != null);
    if (entry.etag() != null) {
      writeText(entry.etag(), out);
    }
    writeFingerprint(entry.fingerprint(), entry.etag(), out);
  }

  /// As a rule it is what the ETag says; where it is not, it was looked up, and must not be taken
  /// for that again.
  private static void writeFingerprint(
      Fingerprint fingerprint, @Nullable String etag, DataOutputStream out) throws IOException {
    if (fingerprint.equals(Fingerprint.ofETag(etag))) {
      out.writeByte(AS_THE_ETAG);
      return;
    }
    switch (fingerprint) {
      case Fingerprint.Unread _ -> out.writeByte(UNREAD);
      case Fingerprint.Opaque _ -> out.writeByte(OPAQUE);
      case Fingerprint.Md5(String hex) -> {
        out.writeByte(OF_ANOTHER);
        writeText(hex, out);
      }
      case Fingerprint.MultipartETag(String own, _) -> {
        out.writeByte(OF_ANOTHER);
        writeText(own, out);
      }
    }
  }

  private static Fingerprint readFingerprint(@Nullable String etag, DataInputStream in)
      throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case AS_THE_ETAG -> Fingerprint.ofETag(etag);
      case UNREAD -> Fingerprint.UNREAD;
      case OPAQUE -> Fingerprint.OPAQUE;
      case OF_ANOTHER -> Fingerprint.ofETag(readText(in));
      default -> throw new IOException("not a spooled fingerprint: " + kind);
    };
  }

  private static Entry readEntry(DataInputStream in) throws IOException {
    Key key = Key.of(readText(in));
    long sizeBytes = in.readLong();
    Instant modified = Instant.ofEpochSecond(in.readLong(), in.readInt());
    @Nullable String etag = in.readBoolean() ? readText(in) : null;
    return new Entry(key, sizeBytes, modified, readFingerprint(etag, in), etag);
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private static String readText(DataInputStream in) throws IOException {
    byte[] utf8 = new byte[in.readInt()];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
