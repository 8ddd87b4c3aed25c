package dev.sluice.transfer;

import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.store.ContentReader;
import dev.sluice.store.ForwardingStore;
import dev.sluice.store.Proof;
import dev.sluice.store.ServerCopy;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoreProperties;
import dev.sluice.store.memory.MemoryStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A source whose readers fail, or say of what they read what a test tells them to. It copies
/// nothing by itself.
final class FlawedSource extends ForwardingStore {

  /// What can fail.
  enum Step {
    OPEN,
    ATTRIBUTES,
    EXPECT_PIECES,
    READ,
    VERIFY
  }

  final Deque<Proof> proofs = new ArrayDeque<>();
  final List<Entry> opened = new ArrayList<>();
  final List<Boolean> eachPieceOnce = new ArrayList<>();
  @Nullable Step failing;
  Kind failure = Kind.DENIED;
  boolean isFileSystem;
  boolean isListed;
  boolean cannotFind;

  FlawedSource(MemoryStore memory) {
    super(memory);
  }

  @Override
  public StoreProperties properties() {
    StoreProperties inner = super.properties();
    return new StoreProperties(isFileSystem, inner.singleWriteBytes(), inner.deleteBatch());
  }

  @Override
  public Optional<ServerCopy> serverCopy() {
    return Optional.empty();
  }

  @Override
  public Optional<Entry> find(Key key) throws StoreException, InterruptedException {
    if (cannotFind) {
      throw new StoreException(Kind.TRANSIENT, "find: no answer");
    }
    return super.find(key);
  }

  @Override
  public boolean isListed(Key key) {
    return isListed;
  }

  @Override
  public ContentReader open(Entry entry) throws StoreException, InterruptedException {
    opened.add(entry);
    failAt(Step.OPEN);
    return new Reader(super.open(entry), proofs.isEmpty() ? Proof.PROVEN : proofs.remove());
  }

  private void failAt(Step step) throws StoreException {
    if (step == failing) {
      throw new StoreException(failure, step + " failed");
    }
  }

  private final class Reader implements ContentReader {
    private final ContentReader inner;
    private final Proof proof;

    Reader(ContentReader inner, Proof proof) {
      this.inner = inner;
      this.proof = proof;
    }

    @Override
    public long sizeBytes() {
      return inner.sizeBytes();
    }

    @Override
    public Attributes attributes() throws StoreException, InterruptedException {
      failAt(Step.ATTRIBUTES);
      return inner.attributes();
    }

    @Override
    public void read(long offset, byte[] into, int at, int length)
        throws StoreException, InterruptedException {
      failAt(Step.READ);
      inner.read(offset, into, at, length);
    }

    @Override
    public void verifyUnchanged() throws StoreException, InterruptedException {
      failAt(Step.VERIFY);
      inner.verifyUnchanged();
    }

    @Override
    public void expectPieces(boolean eachOnce) throws StoreException, InterruptedException {
      eachPieceOnce.add(eachOnce);
      failAt(Step.EXPECT_PIECES);
      inner.expectPieces(eachOnce);
    }

    @Override
    public Proof proof() {
      return proof;
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
