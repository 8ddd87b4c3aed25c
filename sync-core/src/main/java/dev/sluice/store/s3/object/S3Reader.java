package dev.sluice.store.s3.object;

import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.store.ContentReader;
import dev.sluice.store.Proof;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.OtherContentException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.GetQuery;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads one object, each time on condition that it still is the one that was listed. Opening costs
/// nothing. Thread-safe.
public final class S3Reader implements ContentReader {

  private final S3Root root;
  private final Entry entry;
  private final S3Address address;

  /// The ETag that every answer must come from: the listing's, else the first answer's.
  private volatile @Nullable String etag;

  private final ContentCheck check;
  private volatile @Nullable Attributes attributes;
  private volatile boolean closed;

  public S3Reader(S3Root root, Entry entry) {
    this.root = root;
    this.entry = entry;
    this.address = root.address(entry.key());
    this.etag = entry.etag();
    this.check = new ContentCheck(root, entry);
  }

  @Override
  public long sizeBytes() {
    return entry.sizeBytes();
  }

  @Override
  public Attributes attributes() throws StoreException, InterruptedException {
    if (attributes == null && entry.sizeBytes() == 0) {
      // As dear as a HEAD, and proof that there is nothing: an empty file may replace a full one.
      read(0, new byte[0], 0, 0);
    }
    Attributes known = attributes;
    return known == null ? take(check.inspect()) : known;
  }

  private Attributes take(ObjectHead head) {
    Attributes known = head.attributes();
    attributes = known;
    pin(head.stored());
    return known;
  }

  @Override
  public void expectPieces(boolean eachOnce) throws StoreException, InterruptedException {
    take(check.expectPieces(eachOnce));
  }

  @Override
  public Proof proof() {
    return check.proof();
  }

  @Override
  public void read(long offset, byte[] into, int at, int length)
      throws StoreException, InterruptedException {
    Objects.checkFromIndexSize(offset, (long) length, entry.sizeBytes());
    Objects.checkFromIndexSize(at, length, into.length);
    if (closed) {
      throw new IllegalStateException("the reader of " + address + " is closed");
    }
    boolean whole = offset == 0 && length == entry.sizeBytes();
    if (length == 0 && !whole) {
      return;
    }
    String range = whole ? null : "bytes=" + offset + "-" + (offset + length - 1);
    try {
      get(range, into, at, length);
    } catch (StoreException | InterruptedException | RuntimeException e) {
      check.giveUp();
      throw e;
    }
    if (!whole) {
      check.passed(offset, into, at, length);
    }
  }

  /// @param range null for the whole object
  private void get(@Nullable String range, byte[] into, int at, int length)
      throws StoreException, InterruptedException {
    String key = root.objectKey(entry.key());
    Attempts attempts = new Attempts();
    root.call(
        S3Operation.GET,
        address,
        () -> {
          ObjectHead head;
          try {
            head = root.api().get(new GetQuery(root.bucket(), key, range, etag), into, at, length);
          } catch (OtherContentException e) {
            throw attempts.otherContent(e);
          }
          pin(head.stored());
          if (range == null) {
            check.whole(head, into, at, length);
          }
          attributes = head.attributes();
          return head;
        });
  }

  private void pin(StoredContent stored) {
    if (etag == null) {
      etag = stored.etag();
    }
  }

  /// What the attempts of one request have met. Used by one thread.
  private final class Attempts {
    private @Nullable String other;

    /// Another content than the one listed is asked for again, since anything on the way may have
    /// answered; two answers that agree are the object's own.
    FaultException otherContent(OtherContentException e) throws StoreException {
      if (e.found().equals(other)) {
        throw new StoreException(
            StoreException.Kind.CHANGED,
            "read " + address + ": it is no longer what was listed: " + e.getMessage());
      }
      other = e.found();
      return FaultException.corrupt(String.valueOf(e.getMessage()));
    }
  }

  /// Nothing to ask: every byte was read on condition of the same ETag. What was expected in pieces
  /// is judged.
  @Override
  public void verifyUnchanged() throws StoreException, InterruptedException {
    check.conclude();
  }

  @Override
  public void close() {
    closed = true;
  }
}
