package dev.sluice.store;

import dev.sluice.model.Attributes;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// A source that sees into which arrays it is read.
public final class BufferWatch implements ContentReader {

  private final BytesSource inner;
  private final Set<byte[]> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private BufferWatch(BytesSource inner) {
    this.inner = inner;
  }

  /// Writes six entries of two parts to `store`, a part of each in turn, and tells how many
  /// different arrays they were read into.
  public static int arraysOfSixInTurn(Store store, int partBytes)
      throws StoreException, InterruptedException {
    BufferWatch source = new BufferWatch(BytesSource.of(new byte[2 * partBytes]));
    List<PartWriter> writers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      WriteSpec spec = new WriteSpec(Key.of("k" + i), source.sizeBytes(), Fingerprint.UNREAD);
      writers.add(store.writeParts(spec, source));
    }
    for (int part = 1; part <= 2; part++) {
      for (PartWriter writer : writers) {
        writer.writePart(part);
      }
    }
    writers.forEach(PartWriter::close);
    return source.seen.size();
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
