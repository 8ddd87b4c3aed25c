package dev.sluice.transfer;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.store.Attributes;
import dev.sluice.store.ContentReader;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.transfer.Outcome.FailedAt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Opens readers that remember which failures were the source's own. A writer reads while it
/// writes, so the one exception that comes out of it does not tell by itself on which side it
/// arose. One attempt's; thread-safe.
final class SourceReads {

  private final Store source;
  private final Set<StoreException> seen = ConcurrentHashMap.newKeySet();

  SourceReads(Store source) {
    this.source = source;
  }

  FailedAt whereFailed(StoreException e) {
    return seen.contains(e) ? FailedAt.SOURCE : FailedAt.DESTINATION;
  }

  /// What is certain of the content: a listing's MD5-like ETag may be no MD5.
  Fingerprint confirm(Entry entry) throws StoreException, InterruptedException {
    return noting(() -> source.confirm(entry));
  }

  ContentReader open(Entry entry) throws StoreException, InterruptedException {
    ContentReader inner = noting(() -> source.open(entry));
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
      public void verifyUnchanged() throws StoreException, InterruptedException {
        noting(() -> {
          inner.verifyUnchanged();
          return true;
        });
      }

      @Override
      public void close() {
        inner.close();
      }
    };
  }

  private interface Read<T> {
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
