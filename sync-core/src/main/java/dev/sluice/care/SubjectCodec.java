package dev.sluice.care;

import dev.sluice.flow.spool.Spool;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.ObjectVersion;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Writes down all that a listing of a bucket says of an object or a version.
final class SubjectCodec implements Spool.Codec<Subject> {

  private static final int VERSION = 1;
  private static final int LATEST = 2;
  private static final int MARKER = 4;

  @Override
  public void write(Subject subject, DataOutputStream out) throws IOException {
    out.writeByte(
        switch (subject) {
          case Subject.Current _ -> 0;
          case Subject.Version(ObjectVersion found) ->
              VERSION | (found.isLatest() ? LATEST : 0) | (found.isDeleteMarker() ? MARKER : 0);
        });
    text(subject.key().value(), out);
    out.writeLong(subject.sizeBytes());
    Instant modified = subject.modifiedTime();
    out.writeLong(modified.getEpochSecond());
    out.writeInt(modified.getNano());
    optional(subject.etag(), out);
    optional(subject.storageClass(), out);
    if (subject instanceof Subject.Version(ObjectVersion found)) {
      text(found.id(), out);
      optional(found.owner(), out);
    }
  }

  @Override
  public Subject read(DataInputStream in) throws IOException {
    int kind = in.readByte();
    Key key = Key.of(text(in));
    long sizeBytes = in.readLong();
    Instant modified = Instant.ofEpochSecond(in.readLong(), in.readInt());
    String etag = optional(in);
    String storageClass = optional(in);
    if ((kind & VERSION) == 0) {
      return new Subject.Current(Entry.ofObject(key, sizeBytes, modified, etag, storageClass));
    }
    return new Subject.Version(
        new ObjectVersion(
            key,
            text(in),
            (kind & LATEST) != 0,
            (kind & MARKER) != 0,
            sizeBytes,
            modified,
            etag,
            storageClass,
            optional(in)));
  }

  private static void text(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeShort(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void optional(@Nullable String text, DataOutputStream out) throws IOException {
    out.writeBoolean(text != null);
    if (text != null) {
      text(text, out);
    }
  }

  private static @Nullable String optional(DataInputStream in) throws IOException {
    return in.readBoolean() ? text(in) : null;
  }
}
