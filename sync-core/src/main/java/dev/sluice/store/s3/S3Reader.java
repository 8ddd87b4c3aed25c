package dev.sluice.store.s3;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.store.Attributes;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/// Reads one object, each time on condition that it still is the one that was listed. Opening costs
/// nothing. Thread-safe.
final class S3Reader implements ContentReader {

  private final S3Root root;
  private final Entry entry;
  private final S3Address address;

  /// The ETag that every answer must come from: the listing's, else the first answer's.
  private volatile @Nullable String etag;

  private volatile @Nullable Attributes attributes;
  private volatile boolean closed;

  S3Reader(S3Root root, Entry entry) {
    this.root = root;
    this.entry = entry;
    this.address = root.address(entry.key());
    this.etag = entry.etag();
  }

  @Override
  public long sizeBytes() {
    return entry.sizeBytes();
  }

  @Override
  public Attributes attributes() throws StoreException, InterruptedException {
    Attributes known = attributes;
    if (known == null) {
      HeadObjectRequest request =
          HeadObjectRequest.builder()
              .bucket(root.bucket())
              .key(root.objectKey(entry.key()))
              .ifMatch(condition())
              .build();
      HeadObjectResponse answer =
          root.call(S3Operation.HEAD, address, () -> root.client().headObject(request));
      known = S3Attributes.of(answer);
      attributes = known;
      pin(answer.eTag());
    }
    return known;
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
    GetObjectRequest.Builder request =
        GetObjectRequest.builder().bucket(root.bucket()).key(root.objectKey(entry.key()));
    if (!whole) {
      request.range("bytes=" + offset + "-" + (offset + length - 1));
    }
    root.call(
        S3Operation.GET,
        address,
        () -> {
          GetObjectRequest conditional = request.ifMatch(condition()).build();
          GetObjectResponse answer = fetch(conditional, into, at, length);
          pin(answer.eTag());
          if (whole) {
            verify(answer, into, at, length);
          }
          attributes = S3Attributes.of(answer);
          return answer;
        });
  }

  private @Nullable String condition() {
    String known = etag;
    return known == null ? null : ETags.quoted(known);
  }

  private void pin(@Nullable String answered) {
    if (etag == null) {
      etag = ETags.bare(answered);
    }
  }

  private GetObjectResponse fetch(GetObjectRequest request, byte[] into, int at, int length)
      throws IOException, StoreException {
    ResponseInputStream<GetObjectResponse> body = root.client().getObject(request);
    boolean readToItsEnd = false;
    try {
      Long announced = body.response().contentLength();
      if (announced != null && announced != length) {
        throw changed("it has " + announced + " bytes where " + length + " were expected");
      }
      int read = body.readNBytes(into, at, length);
      if (read < length) {
        throw new IOException("the answer ended after " + read + " of " + length + " bytes");
      }
      if (body.read() >= 0) {
        throw changed("it is longer than the " + length + " bytes expected");
      }
      readToItsEnd = true;
      return body.response();
    } finally {
      if (readToItsEnd) {
        body.close();
      } else {
        body.abort(); // closing would first read the rest
      }
    }
  }

  private void verify(GetObjectResponse answer, byte[] into, int at, int length)
      throws IOException, InterruptedException {
    Fingerprint fingerprint =
        ETags.fingerprint(
            ETags.bare(answer.eTag()),
            answer.serverSideEncryption(),
            answer.sseCustomerAlgorithm());
    if (!(fingerprint instanceof Fingerprint.Md5)) {
      return;
    }
    Md5 md5 = Md5.of(into, at, length, root.cpu());
    if (ETags.contradicts(fingerprint, md5.hex())) {
      throw FaultException.corrupt("what arrived has the MD5 " + md5.hex() + " and not the ETag's");
    }
  }

  private StoreException changed(String how) {
    return new StoreException(
        StoreException.Kind.CHANGED,
        "read " + address + ": it is no longer what was listed: " + how);
  }

  /// Nothing to ask: every byte was read on condition of the same ETag.
  @Override
  public void verifyUnchanged() {}

  @Override
  public void close() {
    closed = true;
  }
}
