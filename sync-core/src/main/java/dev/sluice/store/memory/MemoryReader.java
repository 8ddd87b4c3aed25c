package dev.sluice.store.memory;

import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import java.util.Objects;

/// Reads an object on the condition, asked anew with each call, that it still is what was listed.
final class MemoryReader implements ContentReader {

  private final MemoryStore store;
  private final Entry entry;
  private final Slot.Stored opened;

  MemoryReader(MemoryStore store, Entry entry, Slot.Stored opened) {
    this.store = store;
    this.entry = entry;
    this.opened = opened;
    store.handles().opened(this, "the reader of " + entry.key());
  }

  @Override
  public long sizeBytes() {
    return opened.content().length;
  }

  @Override
  public Attributes attributes() {
    requireOpen();
    return opened.attributes();
  }

  @Override
  public void read(long offset, byte[] into, int at, int length)
      throws StoreException, InterruptedException {
    requireOpen();
    Objects.checkFromIndexSize(at, length, into.length);
    Objects.checkFromIndexSize(offset, length, sizeBytes());
    store.before(MemoryHook.Operation.READ, entry.key());
    byte[] content = store.requireUnchanged(entry.key(), opened.etag()).content();
    System.arraycopy(content, (int) offset, into, at, length);
  }

  @Override
  public void verifyUnchanged() throws StoreException, InterruptedException {
    requireOpen();
    store.before(MemoryHook.Operation.VERIFY, entry.key());
    store.requireUnchanged(entry.key(), opened.etag());
  }

  private void requireOpen() {
    store.handles().require(this, "the reader of " + entry.key());
  }

  @Override
  public void close() {
    store.handles().closed(this);
  }
}
