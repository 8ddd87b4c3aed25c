package dev.sluice.care.history;

import dev.sluice.flow.spool.Spool;
import dev.sluice.model.Key;
import dev.sluice.model.ObjectVersion;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes down all that a listing says of a version.
final class VersionCodec implements Spool.Codec<ObjectVersion> {

  @Override
  public void write(ObjectVersion version, DataOutputStream out) throws IOException {
    text(version.key().value(), out);
    text(version.id(), out);
    out.writeBoolean(version.isLatest());
    out.writeBoolean(version.isDeleteMarker());
    out.writeLong(version.sizeBytes());
    Instant modified = version.modifiedTime();
    out.writeLong(modified.getEpochSecond());
    out.writeInt(modified.getNano());
    text(version.etag(), out);
    text(version.storageClass(), out);
    text(version.owner(), out);
  }

  @Override
  public ObjectVersion read(DataInputStream in) throws IOException {
    return new ObjectVersion(
        Key.of(required(in)),
        required(in),
        in.readBoolean(),
        in.readBoolean(),
        in.readLong(),
        Instant.ofEpochSecond(in.readLong(), in.readInt()),
        text(in),
        text(in),
        text(in));
  }

  private static void text(@Nullable String text, DataOutputStream out) throws IOException {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(text == null ? -1 : bytes.length);
    out.write(bytes);
  }

  private static @Nullable String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String required(DataInputStream in) throws IOException {
    String text = text(in);
    if (text == null) {
      throw new IOException("not a spooled version");
    }
    return text;
  }
}
