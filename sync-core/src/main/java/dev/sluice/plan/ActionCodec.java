package dev.sluice.plan;

import static dev.sluice.plan.EntryCodec.readText;
import static dev.sluice.plan.EntryCodec.writeText;

import dev.sluice.flow.spool.Spool;
import dev.sluice.model.Entry;
import dev.sluice.model.Evidence;
import dev.sluice.model.Key;
import dev.sluice.plan.Action.Compare;
import dev.sluice.plan.Action.Copy;
import dev.sluice.plan.Action.CopyReason;
import dev.sluice.plan.Action.Delete;
import dev.sluice.plan.Action.Refuse;
import dev.sluice.plan.Action.Skip;
import dev.sluice.plan.Action.SkipReason;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Writes actions down, with all that they and their entries hold.
public final class ActionCodec implements Spool.Codec<Action> {

  /// Of the form; goes before each action, so that what another version has written is refused and
  /// never misread.
  private static final int VERSION = 4;

  private static final int KIND_BITS = 4;
  private static final int COPY = 1;
  private static final int COPY_OVER = 2;
  private static final int COMPARE = 3;
  private static final int DELETE = 4;
  private static final int SKIP = 5;
  private static final int REFUSE = 6;

  @Override
  public void write(Action action, DataOutputStream out) throws IOException {
    switch (action) {
      case Copy(Entry source, Entry target, CopyReason reason, Evidence by) when target != null -> {
        writeKind(COPY_OVER, out);
        writeText(reason.name(), out);
        writeEvidence(by, out);
        EntryCodec.write(source, out);
        EntryCodec.write(target, out);
      }
      case Copy(Entry source, _, CopyReason reason, Evidence by) -> {
        writeKind(COPY, out);
        writeText(reason.name(), out);
        writeEvidence(by, out);
        EntryCodec.write(source, out);
      }
      case Compare(Entry source, Entry target) -> {
        writeKind(COMPARE, out);
        EntryCodec.write(source, out);
        EntryCodec.write(target, out);
      }
      case Delete(Entry target) -> {
        writeKind(DELETE, out);
        EntryCodec.write(target, out);
      }
      case Skip(Key key, SkipReason reason, long sizeBytes, Evidence by) -> {
        writeKind(SKIP, out);
        writeText(key.value(), out);
        writeText(reason.name(), out);
        out.writeLong(sizeBytes);
        writeEvidence(by, out);
      }
      case Refuse(Key key, String message) -> {
        writeKind(REFUSE, out);
        writeText(key.value(), out);
        writeText(message, out);
      }
    }
  }

  @Override
  public Action read(DataInputStream in) throws IOException {
    int kind = readKind(in);
    return switch (kind) {
      case COPY -> {
        CopyReason reason = CopyReason.valueOf(readText(in));
        Evidence by = readEvidence(in);
        yield new Copy(EntryCodec.read(in), null, reason, by);
      }
      case COPY_OVER -> {
        CopyReason reason = CopyReason.valueOf(readText(in));
        Evidence by = readEvidence(in);
        yield new Copy(EntryCodec.read(in), EntryCodec.read(in), reason, by);
      }
      case COMPARE -> new Compare(EntryCodec.read(in), EntryCodec.read(in));
      case DELETE -> new Delete(EntryCodec.read(in));
      case SKIP ->
          new Skip(
              Key.of(readText(in)),
              SkipReason.valueOf(readText(in)),
              in.readLong(),
              readEvidence(in));
      case REFUSE -> new Refuse(Key.of(readText(in)), readText(in));
      default -> throw new IOException("not a spooled action: " + kind);
    };
  }

  /// By its name, as the reasons are; nothing for none.
  private static void writeEvidence(@Nullable Evidence by, DataOutputStream out)
      throws IOException {
    writeText(by == null ? "" : by.name(), out);
  }

  private static @Nullable Evidence readEvidence(DataInputStream in) throws IOException {
    String name = readText(in);
    return name.isEmpty() ? null : Evidence.valueOf(name);
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
}
