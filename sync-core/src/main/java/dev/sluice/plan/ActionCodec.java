package dev.sluice.plan;

import dev.sluice.flow.Spool;
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

/// Writes the actions that wait for their turn to a run's own spool file. The form is private to
/// one run of one version: it is never read by another.
///
/// Only actions that wait are written: copies, comparisons and deletions.
public final class ActionCodec implements Spool.Codec<Action> {

  private static final int COPY = 1;
  private static final int COPY_OVER = 2;
  private static final int COMPARE = 3;
  private static final int DELETE = 4;

  @Override
  public void write(Action action, DataOutputStream out) throws IOException {
    switch (action) {
      case Copy(Entry source, Entry target, CopyReason reason) when target != null -> {
        out.writeByte(COPY_OVER);
        writeText(reason.name(), out);
        writeEntry(source, out);
        writeEntry(target, out);
      }
      case Copy(Entry source, _, CopyReason reason) -> {
        out.writeByte(COPY);
        writeText(reason.name(), out);
        writeEntry(source, out);
      }
      case Compare(Entry source, Entry target) -> {
        out.writeByte(COMPARE);
        writeEntry(source, out);
        writeEntry(target, out);
      }
      case Delete(Entry target) -> {
        out.writeByte(DELETE);
        writeEntry(target, out);
      }
      case Action.Skip _, Action.Report _, Action.Refuse _ ->
          throw new IllegalArgumentException("never waits: " + action);
    }
  }

  @Override
  public Action read(DataInputStream in) throws IOException {
    int kind = in.readByte();
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

  private static void writeEntry(Entry entry, DataOutputStream out) throws IOException {
    writeText(entry.key().value(), out);
    out.writeLong(entry.sizeBytes());
    Instant modified = entry.modifiedTime();
    out.writeLong(modified.getEpochSecond());
    out.writeInt(modified.getNano());
    out.writeBoolean(entry.fingerprint() instanceof Fingerprint.Unread);
    out.writeBoolean(entry.etag() != null);
    if (entry.etag() != null) {
      writeText(entry.etag(), out);
    }
  }

  private static Entry readEntry(DataInputStream in) throws IOException {
    Key key = Key.of(readText(in));
    long sizeBytes = in.readLong();
    Instant modified = Instant.ofEpochSecond(in.readLong(), in.readInt());
    boolean unread = in.readBoolean();
    @Nullable String etag = in.readBoolean() ? readText(in) : null;
    Fingerprint fingerprint = unread ? Fingerprint.UNREAD : Fingerprint.ofETag(etag);
    return new Entry(key, sizeBytes, modified, fingerprint, etag);
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
