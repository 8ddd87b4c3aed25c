package dev.sluice.store;

import dev.sluice.model.Attributes;
import dev.sluice.store.StoreException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Random;

/// A content in memory to write from. Thread-safe.
public final class BytesSource implements ContentReader {

  /// With a part of a second that a file system keeps and whole seconds do not.
  public static final Instant TIME = Instant.parse("2021-03-04T05:06:07.123456789Z");

  private final byte[] content;
  private final Attributes attributes;
  private volatile boolean changed;
  private volatile boolean closed;

  /// @param content never changed from here on
  public BytesSource(byte[] content, Attributes attributes) {
    this.content = content;
    this.attributes = attributes;
  }

  /// A content with [#TIME] as its time.
  public static BytesSource of(byte[] content) {
    return new BytesSource(content, Attributes.ofFile(TIME));
  }

  /// A text with [#TIME] as its time.
  public static BytesSource of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// So many bytes, the same for the same seed.
  public static byte[] randomBytes(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// From now on the content is not what was listed.
  public void change() {
    changed = true;
  }

  @Override
  public long sizeBytes() {
    return content.length;
  }

  @Override
  public Attributes attributes() {
    requireOpen();
    return attributes;
  }

  @Override
  public void read(long offset, byte[] into, int at, int length) {
    requireOpen();
    Objects.checkFromIndexSize(offset, length, content.length);
    System.arraycopy(content, (int) offset, into, at, length);
  }

  @Override
  public void verifyUnchanged() throws StoreException {
    requireOpen();
    if (changed) {
      throw new StoreException(Kind.CHANGED, "read the source: changed since it was listed");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the source is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
