package dev.sluice.store.s3;

import dev.sluice.model.Attributes;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// A source in memory that may be told to have changed.
public final class FakeContent implements ContentReader {

  private final byte[] bytes;
  private final Attributes attributes;
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean changed;

  FakeContent(byte[] bytes, Attributes attributes) {
    this.bytes = bytes;
    this.attributes = attributes;
  }

  public static FakeContent of(byte[] bytes) {
    return new FakeContent(bytes, Attributes.ofFile(Instant.ofEpochSecond(1_700_000_000, 5)));
  }

  /// So many bytes, the same for the same number.
  public static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  void change() {
    changed = true;
  }

  int reads() {
    return reads.get();
  }

  @Override
  public long sizeBytes() {
    return bytes.length;
  }

  @Override
  public Attributes attributes() {
    return attributes;
  }

  @Override
  public void read(long offset, byte[] into, int at, int length) {
    reads.incrementAndGet();
    System.arraycopy(bytes, Math.toIntExact(offset), into, at, length);
  }

  @Override
  public void verifyUnchanged() throws StoreException {
    if (changed) {
      throw new StoreException(StoreException.Kind.CHANGED, "it has changed");
    }
  }

  @Override
  public void close() {}
}
