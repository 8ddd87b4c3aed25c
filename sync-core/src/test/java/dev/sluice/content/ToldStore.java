package dev.sluice.content;

import dev.sluice.model.Attributes;
import dev.sluice.model.Checksum;
import dev.sluice.model.Content;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Key;
import dev.sluice.model.Md5Value;
import dev.sluice.store.Confirmed;
import dev.sluice.store.ContentReader;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.StoreException;
import dev.sluice.store.memory.MemoryStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A store of one entry, whose listing and whose answer say what a test tells them to; it counts
/// how often it is asked and read.
final class ToldStore extends ForwardingStore {

  private final MemoryStore memory;
  private final byte[] content;
  private Instant modified = Instant.EPOCH;
  private Fingerprint listed = Fingerprint.UNREAD;
  private @Nullable Fingerprint confirmed;
  private @Nullable Instant ownTime;
  private @Nullable Md5Value statedMd5;
  private List<Checksum> checksums = List.of();
  private OptionalLong partBytes = OptionalLong.empty();
  private final List<Remembered> remembered = new ArrayList<>();
  private int asked;
  private int opened;

  private ToldStore(MemoryStore memory, byte[] content) {
    super(memory);
    this.memory = memory;
    this.content = content;
    memory.put("k", content);
  }

  static ToldStore file(byte[] content, Instant modified) {
    ToldStore store = new ToldStore(MemoryStore.named("told"), content);
    store.modified = modified;
    return store;
  }

  /// An object whose listing says `listed`, which is confirmed when asked.
  static ToldStore object(byte[] content, Instant modified, Fingerprint listed) {
    ToldStore store = file(content, modified);
    store.listed = listed;
    store.confirmed = listed;
    return store;
  }

  ToldStore confirming(Fingerprint fingerprint) {
    confirmed = fingerprint;
    return this;
  }

  ToldStore withOwnTime(Instant time) {
    ownTime = time;
    return this;
  }

  /// Of which its writer has left this beside it.
  ToldStore stating(Md5Value md5) {
    statedMd5 = md5;
    return this;
  }

  /// For which the service vouches.
  ToldStore vouching(Checksum... by) {
    checksums = List.of(by);
    return this;
  }

  /// Which was written in parts of this length.
  ToldStore writtenInParts(long bytes) {
    partBytes = OptionalLong.of(bytes);
    return this;
  }

  MemoryStore memory() {
    return memory;
  }

  Entry entry() {
    return new Entry(Key.of("k"), new Content(content.length, listed), modified, null);
  }

  int asked() {
    return asked;
  }

  int opened() {
    return opened;
  }

  @Override
  public Confirmed confirm(Entry entry) {
    asked++;
    Fingerprint certain = confirmed;
    if (certain == null) {
      throw new IllegalStateException("a file has nothing to confirm");
    }
    return new Confirmed(certain, ownTime, statedMd5, checksums, partBytes);
  }

  @Override
  public ContentReader open(Entry entry) throws StoreException, InterruptedException {
    opened++;
    return new Reader(super.open(entry.withoutETag())); // which may be a lie
  }

  /// What readers were told.
  List<Remembered> remembered() {
    return remembered;
  }

  private final class Reader implements ContentReader {
    private final ContentReader inner;

    Reader(ContentReader inner) {
      this.inner = inner;
    }

    @Override
    public long sizeBytes() {
      return inner.sizeBytes();
    }

    @Override
    public Attributes attributes() throws StoreException, InterruptedException {
      return inner.attributes();
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
    public void remember(Remembered read) {
      remembered.add(read);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
