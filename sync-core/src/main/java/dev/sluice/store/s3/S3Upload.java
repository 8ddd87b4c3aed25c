package dev.sluice.store.s3;

import dev.sluice.model.Fingerprint;
import dev.sluice.store.StoreException;
import dev.sluice.store.Written;
import dev.sluice.store.s3.Payload.Proof;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/// One multipart upload at the service, from its beginning until it is completed or taken back.
/// Parts may be reported by many threads; complete and close are one thread's.
final class S3Upload implements AutoCloseable {

  /// How long a closing writer waits for the service to take an upload back.
  private static final Duration ABORT_BOUND = Duration.ofSeconds(10);

  /// A part that is stored.
  ///
  /// @param crc32c null where it was verified by something else
  private record Part(String etag, @Nullable Crc32c crc32c) {}

  private final S3Root root;
  private final S3Address address;
  private final String id;
  private final Proof proof;
  private final ConcurrentMap<Integer, Part> parts = new ConcurrentHashMap<>();
  private boolean completed;
  private boolean closed;

  private S3Upload(S3Root root, S3Address address, String id, Proof proof) {
    this.root = root;
    this.address = address;
    this.id = id;
    this.proof = proof;
  }

  /// Begins an upload whose parts are verified by their MD5s.
  static S3Upload begin(S3Root root, S3Address address, CreateMultipartUploadRequest request)
      throws StoreException, InterruptedException {
    return new S3Upload(root, address, create(root, address, request).uploadId(), Proof.MD5);
  }

  /// Begins an upload whose parts are verified by their CRC-32Cs, if that is enough on this way to
  /// the service and the service says that it will; else by their MD5s.
  static S3Upload beginWithChecksums(
      S3Root root, S3Address address, CreateMultipartUploadRequest request)
      throws StoreException, InterruptedException {
    if (!root.connection().asksForChecksums()) {
      return begin(root, address, request);
    }
    CreateMultipartUploadResponse answer;
    try {
      answer =
          create(
              root,
              address,
              request.toBuilder().checksumAlgorithm(ChecksumAlgorithm.CRC32_C).build());
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.OTHER) {
        throw e;
      }
      // Perhaps a service that refuses what it does not know. If not, this fails too.
      S3Upload upload = begin(root, address, request);
      root.connection().askForNoChecksums();
      return upload;
    }
    boolean agreed = answer.checksumAlgorithm() == ChecksumAlgorithm.CRC32_C;
    return new S3Upload(root, address, answer.uploadId(), agreed ? Proof.CRC32C : Proof.MD5);
  }

  private static CreateMultipartUploadResponse create(
      S3Root root, S3Address address, CreateMultipartUploadRequest request)
      throws StoreException, InterruptedException {
    return root.call(
        S3Operation.CREATE_UPLOAD, address, () -> root.client().createMultipartUpload(request));
  }

  String id() {
    return id;
  }

  /// By what the service is to verify the parts.
  Proof proof() {
    return proof;
  }

  /// A part is stored.
  ///
  /// @param crc32c null where it was verified by something else
  void done(int number, String etag, @Nullable Crc32c crc32c) {
    parts.put(number, new Part(etag, crc32c));
  }

  /// @throws IllegalStateException if one of parts 1 to `partCount` is missing
  void requireParts(int partCount) {
    for (int number = 1; number <= partCount; number++) {
      part(number);
    }
  }

  private Part part(int number) {
    Part part = parts.get(number);
    if (part == null) {
      throw new IllegalStateException("part " + number + " of " + address + " was not written");
    }
    return part;
  }

  /// Makes the object of parts 1 to `partCount`.
  ///
  /// @throws IllegalStateException if one of them is missing
  Written complete(int partCount) throws StoreException, InterruptedException {
    List<CompletedPart> inOrder = new ArrayList<>(partCount);
    for (int number = 1; number <= partCount; number++) {
      Part part = part(number);
      inOrder.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(ETags.quoted(part.etag()))
              .checksumCRC32C(part.crc32c() == null ? null : part.crc32c().base64())
              .build());
    }
    CompleteMultipartUploadRequest request =
        CompleteMultipartUploadRequest.builder()
            .bucket(address.bucket())
            .key(address.key())
            .uploadId(id)
            .multipartUpload(upload -> upload.parts(inOrder))
            .build();
    String expected = etagOfParts(partCount);
    Whole whole = root.call(S3Operation.COMPLETE_UPLOAD, address, () -> send(request, expected));
    completed = true;
    if (expected != null
        && Fingerprint.ofETag(whole.etag()) instanceof Fingerprint.MultipartETag(String made, _)) {
      requireSame(expected, made);
    }
    String checksum = whole.crc32c();
    if (proof == Proof.CRC32C && checksum != null && checksum.endsWith("-" + partCount)) {
      requireSame(checksumOfParts(partCount), checksum);
    }
    return new Written(whole.etag());
  }

  private void requireSame(String expected, String made) throws StoreException {
    if (!made.equals(expected)) {
      throw new StoreException(
          StoreException.Kind.CORRUPT,
          "finish writing "
              + address
              + ": the server put together "
              + made
              + " where the parts sent make "
              + expected);
    }
  }

  /// What the service says of the object that it has put together.
  ///
  /// @param etag without quotes; null where it does not say
  /// @param crc32c the checksum of the parts' checksums; null where it does not say
  private record Whole(@Nullable String etag, @Nullable String crc32c) {}

  private Whole send(CompleteMultipartUploadRequest request, @Nullable String expected)
      throws InterruptedException {
    try {
      CompleteMultipartUploadResponse answer = root.client().completeMultipartUpload(request);
      return new Whole(ETags.bare(answer.eTag()), answer.checksumCRC32C());
    } catch (NoSuchUploadException e) {
      // The answer to an earlier attempt may have been lost on its way: then the object is there.
      if (expected != null && expected.equals(storedETag())) {
        return new Whole(expected, null);
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
      String etag = part(number).etag();
      if (!(Fingerprint.ofETag(etag) instanceof Fingerprint.Md5(String hex))) {
        return null;
      }
      digest.update(HexFormat.of().parseHex(hex));
    }
    return HexFormat.of().formatHex(digest.digest()) + "-" + partCount;
  }

  private String checksumOfParts(int partCount) {
    List<Crc32c> sums = new ArrayList<>(partCount);
    for (int number = 1; number <= partCount; number++) {
      sums.add(Objects.requireNonNull(part(number).crc32c(), "verified by its CRC-32C"));
    }
    return Crc32c.ofParts(sums);
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
