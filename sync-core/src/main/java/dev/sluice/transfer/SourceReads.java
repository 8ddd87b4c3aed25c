package dev.sluice.transfer;

import dev.sluice.content.ETagTrust;
import dev.sluice.content.Sides;
import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.store.ContentReader;
import dev.sluice.store.Proof;
import dev.sluice.store.Proof.Contradicted;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.transfer.Outcome.FailedAt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Opens readers that remember which failures were the source's own. A writer reads while it
/// writes, so the one exception that comes out of it does not tell by itself on which side it
/// arose. One attempt's; thread-safe.
final class SourceReads {

  private final Store source;
  private final ETagTrust trust;
  private final Contradiction contradiction;
  private boolean hasMet;
  private @Nullable StoreException refusal;
  private final Set<StoreException> seen = ConcurrentHashMap.newKeySet();

  SourceReads(Sides sides, Contradiction contradiction) {
    this.source = sides.source();
    this.trust = sides.sourceTrust();
    this.contradiction = contradiction;
  }

  /// Lets the service read by itself, which copies. That what it is to copy has changed or gone is
  /// the source's failure.
  <T> T ofServiceItself(Read<T> copy) throws StoreException, InterruptedException {
    try {
      return copy.run();
    } catch (StoreException e) {
      if (e.kind() == Kind.CHANGED || e.kind() == Kind.NOT_FOUND) {
        seen.add(e);
      }
      throw e;
    }
  }

  FailedAt whereFailed(StoreException e) {
    return seen.contains(e) ? FailedAt.SOURCE : FailedAt.DESTINATION;
  }

  ContentReader open(Entry entry) throws StoreException, InterruptedException {
    Entry known = trust.believed(entry);
    ContentReader inner = noting(() -> source.open(known));
    return new ContentReader() {
      @Override
      public long sizeBytes() {
        return inner.sizeBytes();
      }

      @Override
      public Attributes attributes() throws StoreException, InterruptedException {
        return noting(inner::attributes);
      }

      @Override
      public void read(long offset, byte[] into, int at, int length)
          throws StoreException, InterruptedException {
        noting(() -> {
          inner.read(offset, into, at, length);
          return true;
        });
      }

      @Override
      public void expectPieces(boolean eachOnce) throws StoreException, InterruptedException {
        noting(() -> {
          inner.expectPieces(eachOnce);
          return true;
        });
      }

      @Override
      public Proof proof() {
        return inner.proof();
      }

      @Override
      public void verifyUnchanged() throws StoreException, InterruptedException {
        noting(() -> {
          inner.verifyUnchanged();
          if (inner.proof() instanceof Contradicted found) {
            meet(entry, found);
          }
          return true;
        });
      }

      @Override
      public void remember(Remembered read) throws StoreException {
        try {
          inner.remember(read);
        } catch (StoreException e) {
          seen.add(e);
          throw e;
        }
      }

      @Override
      public void close() {
        inner.close();
      }
    };
  }

  /// Several writers of parts may meet the same contradiction of one reading.
  private synchronized void meet(Entry entry, Contradicted found) throws StoreException {
    if (!hasMet) {
      hasMet = true;
      try {
        contradiction.meet(entry, found);
      } catch (StoreException e) {
        refusal = e;
      }
    }
    if (refusal != null) {
      throw refusal;
    }
  }

  /// Reads something of the source.
  interface Read<T> {
    T run() throws StoreException, InterruptedException;
  }

  private <T> T noting(Read<T> read) throws StoreException, InterruptedException {
    try {
      return read.run();
    } catch (StoreException e) {
      seen.add(e);
      throw e;
    }
  }
}
