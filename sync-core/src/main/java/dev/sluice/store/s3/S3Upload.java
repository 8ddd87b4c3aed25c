package dev.sluice.store.s3;

import dev.sluice.model.Fingerprint;
import dev.sluice.store.StoreException;
import dev.sluice.store.Written;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/// One multipart upload at the service, from its beginning until it is completed or taken back.
/// Parts may be reported by many threads; complete and close are one thread's.
final class S3Upload implements AutoCloseable {

  /// How long a closing writer waits for the service to take an upload back.
  private static final Duration ABORT_BOUND = Duration.ofSeconds(10);

  private final S3Root root;
  private final S3Address address;
  private final String id;
  private final ConcurrentMap<Integer, String> parts = new ConcurrentHashMap<>();
  private boolean completed;
  private boolean closed;

  private S3Upload(S3Root root, S3Address address, String id) {
    this.root = root;
    this.address = address;
    this.id = id;
  }

  static S3Upload begin(S3Root root, S3Address address, CreateMultipartUploadRequest request)
      throws StoreException, InterruptedException {
    String id =
        root.call(
            S3Operation.CREATE_UPLOAD,
            address,
            () -> root.client().createMultipartUpload(request).uploadId());
    return new S3Upload(root, address, id);
  }

  String id() {
    return id;
  }

  /// A part is stored.
  void done(int number, String etag) {
    parts.put(number, etag);
  }

  /// @throws IllegalStateException if one of parts 1 to `partCount` is missing
  void requireParts(int partCount) {
    for (int number = 1; number <= partCount; number++) {
      etag(number);
    }
  }

  private String etag(int number) {
    String etag = parts.get(number);
    if (etag == null) {
      throw new IllegalStateException("part " + number + " of " + address + " was not written");
    }
    return etag;
  }

  /// Makes the object of parts 1 to `partCount`.
  ///
  /// @throws IllegalStateException if one of them is missing
  Written complete(int partCount) throws StoreException, InterruptedException {
    List<CompletedPart> inOrder = new ArrayList<>(partCount);
    for (int number = 1; number <= partCount; number++) {
      String etag = etag(number);
      inOrder.add(CompletedPart.builder().partNumber(number).eTag(ETags.quoted(etag)).build());
    }
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .uploadId(id)
            .multipartUpload(upload -> upload.parts(inOrder))
            .build();
    String expected = etagOfParts(partCount);
    @Nullable String etag =
        root.call(S3Operation.COMPLETE_UPLOAD, address, () -> send(request, expected));
    completed = true;
    if (expected != null
        && Fingerprint.ofETag(etag) instanceof Fingerprint.MultipartETag(String whole, _)
        && !whole.equals(expected)) {
      throw new StoreException(
          StoreException.Kind.CORRUPT,
          "finish writing "
              + address
              + ": the server put together "
              + whole
              + " where the parts sent make "
              + expected);
    }
    return new Written(etag);
  }

  private @Nullable String send(CompleteMultipartUploadRequest request, @Nullable String expected)
      throws InterruptedException {
    try {
      return ETags.bare(root.client().completeMultipartUpload(request).eTag());
    } catch (NoSuchUploadException e) {
      // The answer to an earlier attempt may have been lost on its way: then the object is there.
      if (expected != null && expected.equals(storedETag())) {
        return expected;
      }
      throw e;
    }
  }

  private @Nullable String storedETag() throws InterruptedException {
    try {
      HeadObjectResponse head =
          root.call(
              S3Operation.HEAD,
              address,
              () -> root.client().headObject(b -> b.bucket(address.bucket()).key(address.key())));
      return ETags.bare(head.eTag());
    } catch (StoreException _) {
      return null; // the caller has the error that matters
    }
  }

  /// The ETag that S3 makes of these parts: the MD5 of their MD5s and their number. Null where the
  /// parts' ETags are no MD5s.
  private @Nullable String etagOfParts(int partCount) {
    MessageDigest digest = Md5.newDigest();
    for (int number = 1; number <= partCount; number++) {
      String etag = etag(number);
      if (!(Fingerprint.ofETag(etag) instanceof Fingerprint.Md5(String hex))) {
        return null;
      }
      digest.update(HexFormat.of().parseHex(hex));
    }
    return HexFormat.of().formatHex(digest.digest()) + "-" + partCount;
  }

  /// Takes the upload back unless it was completed. Sent from a thread of its own, so that an
  /// interrupted caller's upload is taken back too, and waited for only so long.
  @Override
  public void close() {
    if (closed || completed) {
      return;
    }
    closed = true;
    boolean interrupted = Thread.interrupted();
    Thread abort = Thread.ofVirtual().name("sluice-abort-upload").start(this::abort);
    try {
      if (!abort.join(ABORT_BOUND)) {
        abort.interrupt();
      }
    } catch (InterruptedException _) {
      interrupted = true;
      abort.interrupt();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void abort() {
    try {
      root.call(
          S3Operation.ABORT_UPLOAD,
          address,
          () ->
              root.client()
                  .abortMultipartUpload(
                      b -> b.bucket(address.bucket()).key(address.key()).uploadId(id)));
    } catch (StoreException | InterruptedException _) {
      // Nothing is seen of an unfinished upload but its storage: the next run, or the bucket's
      // lifecycle rule, removes it.
    }
  }
}
