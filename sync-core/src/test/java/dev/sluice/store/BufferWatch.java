package dev.sluice.store;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/// A source that sees into which arrays it is read.
public final class BufferWatch implements ContentReader {

  private final BytesSource inner;
  private final Set<byte[]> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /// @param inner what is read
  public BufferWatch(BytesSource inner) {
    this.inner = inner;
  }

  /// How many different arrays there were.
  public int arrays() {
    return seen.size();
  }

  @Override
  public void read(long offset, byte[] into, int at, int length) {
    seen.add(into);
    inner.read(offset, into, at, length);
  }

  @Override
  public long sizeBytes() {
    return inner.sizeBytes();
  }

  @Override
  public Attributes attributes() {
    return inner.attributes();
  }

  @Override
  public void verifyUnchanged() throws StoreException {
    inner.verifyUnchanged();
  }

  @Override
  public void close() {
    inner.close();
  }
}
