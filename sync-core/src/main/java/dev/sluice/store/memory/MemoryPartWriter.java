package dev.sluice.store.memory;

import dev.sluice.model.Attributes;
import dev.sluice.store.ContentReader;
import dev.sluice.store.PartWriter;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import java.util.BitSet;

/// Gathers parts; they appear together or not at all.
final class MemoryPartWriter implements PartWriter {

  private final MemoryStore store;
  private final WriteSpec spec;
  private final ContentReader source;
  private final int partSizeBytes;
  private final byte[] content;
  private final BitSet begun = new BitSet();
  private final BitSet written = new BitSet();

  MemoryPartWriter(MemoryStore store, WriteSpec spec, ContentReader source, int partSizeBytes) {
    this.store = store;
    this.spec = spec;
    this.source = source;
    this.partSizeBytes = partSizeBytes;
    this.content = new byte[Math.toIntExact(spec.sizeBytes())];
    store.handles().opened(this, what());
  }

  @Override
  public long partSizeBytes() {
    return partSizeBytes;
  }

  @Override
  public void writePart(int number) throws StoreException, InterruptedException {
    begin(number);
    boolean done = false;
    try {
      int offset = (number - 1) * partSizeBytes;
      int length = Math.min(partSizeBytes, content.length - offset);
      source.read(offset, content, offset, length);
      store.before(MemoryHook.Operation.WRITE_PART, spec.key());
      done = true;
    } finally {
      end(number, done);
    }
  }

  private synchronized void begin(int number) {
    store.handles().require(this, what());
    if (number < 1 || number > partCount()) {
      throw new IllegalArgumentException("part " + number + " of " + partCount());
    }
    if (begun.get(number)) {
      throw new IllegalStateException("part " + number + " is written twice");
    }
    begun.set(number);
  }

  private synchronized void end(int number, boolean done) {
    written.set(number, done);
    begun.set(number, done); // one that failed may be written again
  }

  private int partCount() {
    return Math.max(1, (content.length + partSizeBytes - 1) / partSizeBytes);
  }

  @Override
  public StoredContent commit() throws StoreException, InterruptedException {
    store.handles().require(this, what());
    synchronized (this) {
      if (written.cardinality() != partCount()) {
        throw new IllegalStateException(
            written.cardinality() + " of " + partCount() + " parts were written");
      }
    }
    Attributes attributes = source.attributes();
    source.verifyUnchanged();
    store.before(MemoryHook.Operation.COMMIT, spec.key());
    store.requireExpected(spec, content);
    store.handles().closed(this); // nothing may be written or committed again
    String etag = Hashes.multipart(content, partSizeBytes);
    return store.put(spec, content, etag, attributes);
  }

  private String what() {
    return "the part writer of " + spec.key();
  }

  @Override
  public void close() {
    store.handles().closed(this);
  }
}
