package dev.sluice.engine;

import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.Md5Value;
import dev.sluice.store.ContentReader;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Prune;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.Store.KnownContent;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreProperties;
import dev.sluice.store.memory.MemoryStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A store in memory that poses as a file system, some of whose files are remembered.
class FilesInMemory extends ForwardingStore {

  private final MemoryStore files;
  private final Predicate<Key> isRemembered;

  /// @param isRemembered whether the content of a file is known without reading it
  FilesInMemory(MemoryStore files, Predicate<Key> isRemembered) {
    super(files);
    this.files = files;
    this.isRemembered = isRemembered;
  }

  private Entry file(Entry entry) {
    String etag = entry.etag();
    return Entry.ofFile(
        entry.key(),
        entry.sizeBytes(),
        entry.modifiedTime(),
        etag != null && isRemembered.test(entry.key())
            ? new Remembered(Md5Value.ofHex(etag))
            : Fingerprint.UNREAD);
  }

  @Override
  public StoreProperties properties() {
    StoreProperties inner = files.properties();
    return new StoreProperties(true, inner.singleWriteBytes(), inner.deleteBatch());
  }

  @Override
  public Optional<ServerCopy> serverCopy() {
    return Optional.empty();
  }

  @Override
  public Optional<Entry> find(Key key) throws StoreException, InterruptedException {
    return files.find(key).map(this::file);
  }

  @Override
  public Optional<KnownContent> known(Entry listed) throws StoreException, InterruptedException {
    return listed.fingerprint() instanceof Remembered remembered
        ? Optional.of(new KnownContent(remembered, null))
        : Optional.empty();
  }

  @Override
  public EntryCursor list(KeyRange range, Prune prune) {
    EntryCursor inner = files.list(range, prune);
    return new EntryCursor() {
      @Override
      public @Nullable Listed next() throws StoreException, InterruptedException {
        Listed next = inner.next();
        return next instanceof Entry entry ? file(entry) : next;
      }

      @Override
      public boolean seek(@Nullable Key key) {
        return inner.seek(key);
      }

      @Override
      public double keysLeft() {
        return inner.keysLeft();
      }

      @Override
      public List<Key> proposeSplits(int parts) {
        return inner.proposeSplits(parts);
      }

      @Override
      public void truncate(Key upTo) {
        inner.truncate(upTo);
      }

      @Override
      public void close() {
        inner.close();
      }
    };
  }

  @Override
  public ContentReader open(Entry entry) throws StoreException, InterruptedException {
    ContentReader inner = files.open(entry);
    return new ContentReader() {
      @Override
      public long sizeBytes() {
        return inner.sizeBytes();
      }

      @Override
      public Attributes attributes() {
        return Attributes.ofFile(entry.modifiedTime());
      }

      @Override
      public void read(long offset, byte[] into, int at, int length)
          throws StoreException, InterruptedException {
        inner.read(offset, into, at, length);
      }

      @Override
      public void verifyUnchanged() throws StoreException, InterruptedException {
        inner.verifyUnchanged();
      }

      @Override
      public void close() {
        inner.close();
      }
    };
  }
}
