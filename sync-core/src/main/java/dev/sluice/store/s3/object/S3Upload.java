package dev.sluice.store.s3.object;

import dev.sluice.flow.CleanUp;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.api.ConditionHeaders;
import dev.sluice.store.s3.api.Crc32c;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.Payload.VerifiedBy;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.BeginCommand;
import dev.sluice.store.s3.api.S3Api.Begun;
import dev.sluice.store.s3.api.S3Api.CompleteCommand;
import dev.sluice.store.s3.api.S3Api.PutPart;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.WriteHeaders;
import dev.sluice.store.s3.call.ChecksumUse;
import dev.sluice.store.s3.call.S3Root;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// One multipart upload at the service, from its beginning until it is completed or taken back.
/// Parts may be reported by many threads; complete and close are one thread's.
public final class S3Upload implements AutoCloseable {

  /// How long a closing writer waits for the service to take an upload back.
  private static final Duration ABORT_BOUND = Duration.ofSeconds(10);

  private final S3Root root;
  private final UnfinishedUploads unfinished;
  private final OpenUpload upload;
  private final S3Address address;
  private final VerifiedBy verifiedBy;
  private final ConcurrentMap<Integer, PutPart> parts = new ConcurrentHashMap<>();
  private volatile boolean oddETags;
  private int attempts;

  /// Whether what was to be put together is there, and it is not certain that this upload has made
  /// it.
  private boolean isElsewhere;

  private boolean completed;
  private boolean closed;

  private S3Upload(ObjectWrites writes, String key, String id, VerifiedBy verifiedBy) {
    this.root = writes.root();
    this.unfinished = writes.unfinished();
    this.upload = new OpenUpload(root.session().serviceName(), root.bucket(), key, id);
    this.address = upload.address();
    this.verifiedBy = verifiedBy;
    unfinished.begun(upload);
  }

  /// Begins an upload whose parts are copies within the service.
  ///
  /// @param key the whole key
  static S3Upload ofCopies(ObjectWrites writes, String key, WriteHeaders headers)
      throws StoreException, InterruptedException {
    return begin(writes, key, headers, VerifiedBy.MD5);
  }

  /// Begins an upload. Its parts are verified by their CRC-32Cs, if that is enough on this way to
  /// the service and the service says that it will; else by their MD5s.
  ///
  /// @param key the whole key
  /// @param inMemory whether all parts are, since of others the checksum is not known before they
  ///   are sent
  static S3Upload begin(ObjectWrites writes, String key, WriteHeaders headers, boolean inMemory)
      throws StoreException, InterruptedException {
    ChecksumUse checksums = writes.root().session().checksums();
    if (!inMemory || !checksums.isAsked()) {
      return begin(writes, key, headers, VerifiedBy.MD5);
    }
    try {
      return begin(writes, key, headers, VerifiedBy.CRC32C);
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.OTHER && e.kind() != StoreException.Kind.MISCONFIGURED) {
        throw e;
      }
      // Perhaps a service that refuses what it does not know. If not, this fails too.
      S3Upload upload = begin(writes, key, headers, VerifiedBy.MD5);
      checksums.refused();
      return upload;
    }
  }

  private static S3Upload begin(
      ObjectWrites writes, String key, WriteHeaders headers, VerifiedBy wanted)
      throws StoreException, InterruptedException {
    S3Root root = writes.root();
    BeginCommand command =
        new BeginCommand(root.bucket(), key, headers, wanted == VerifiedBy.CRC32C);
    Begun begun =
        root.call(
            S3Operation.CREATE_UPLOAD,
            new S3Address(root.bucket(), key),
            () -> root.api().begin(command));
    return new S3Upload(writes, key, begun.id(), begun.checksums() ? wanted : VerifiedBy.MD5);
  }

  String id() {
    return upload.id();
  }

  /// By what the service is to verify the parts.
  VerifiedBy verifiedBy() {
    return verifiedBy;
  }

  /// A part is stored.
  ///
  /// @param crc32c null where it was verified by something else
  void done(int number, String etag, @Nullable Crc32c crc32c) {
    parts.put(number, new PutPart(number, etag, crc32c));
  }

  /// A part is stored, and its ETag is not the MD5 of what was sent, each time.
  void metOddETag() {
    oddETags = true;
  }

  /// Whether the ETags of parts say nothing of what is stored.
  boolean hasOddETags() {
    return oddETags;
  }

  /// @throws IllegalStateException if one of parts 1 to `partCount` is missing
  void requireParts(int partCount) {
    for (int number = 1; number <= partCount; number++) {
      part(number);
    }
  }

  private PutPart part(int number) {
    PutPart part = parts.get(number);
    if (part == null) {
      throw new IllegalStateException("part " + number + " of " + address + " was not written");
    }
    return part;
  }

  /// Makes the object of parts 1 to `partCount`.
  ///
  /// @param sizeBytes how long it is then
  /// @param condition what must be there
  /// @throws IllegalStateException if one of them is missing
  StoredContent complete(int partCount, long sizeBytes, ConditionHeaders condition)
      throws StoreException, InterruptedException {
    List<PutPart> inOrder = IntStream.rangeClosed(1, partCount).mapToObj(this::part).toList();
    CompleteCommand command =
        new CompleteCommand(root.bucket(), upload.key(), upload.id(), inOrder, condition);
    String expected = oddETags ? null : etagOf(inOrder);
    StoredContent whole =
        root.call(S3Operation.COMPLETE_UPLOAD, address, () -> send(command, expected, sizeBytes));
    if (!isElsewhere) { // else it is taken back on closing, should it still be there
      completed = true;
      unfinished.settled(upload);
    }
    String checksum = whole.checksum(ChecksumAlgorithm.CRC32C);
    if (verifiedBy == VerifiedBy.CRC32C && checksum != null && checksum.endsWith("-" + partCount)) {
      requireSame(checksumOf(inOrder), checksum);
    }
    return isProof(whole.etag(), expected)
        ? whole
        : whole.withETag(lookUp(whole, expected, sizeBytes));
  }

  /// Whether an answer's ETag is that of the parts that were sent, as far as theirs tell.
  private static boolean isProof(@Nullable String etag, @Nullable String expected) {
    return etag != null
        && (expected == null
            ? Fingerprint.ofETag(etag) instanceof Fingerprint.MultipartETag
            : etag.equalsIgnoreCase(expected));
  }

  /// Looks at the object that was put together, where the answer does not prove what it is (Ceph's
  /// has no ETag).
  ///
  /// @return its ETag
  private String lookUp(StoredContent whole, @Nullable String expected, long sizeBytes)
      throws StoreException, InterruptedException {
    ObjectHead head =
        root.call(
            S3Operation.HEAD, address, () -> root.api().head(root.bucket(), upload.key(), null));
    String stored = Objects.requireNonNull(head.stored().etag(), "of an answer that is whole");
    if (head.sizeBytes() != sizeBytes) {
      requireSame(sizeBytes + " bytes", head.sizeBytes() + " bytes");
    }
    if (!isProof(stored, expected)) {
      boolean tells = head.stored().fingerprint() instanceof Fingerprint.MultipartETag;
      String said = tells && expected != null ? expected : whole.etag();
      if (said != null) {
        requireSame(said, stored);
      }
    }
    return stored;
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

  private StoredContent send(CompleteCommand command, @Nullable String expected, long sizeBytes)
      throws StoreException, IOException, InterruptedException {
    attempts++;
    try {
      return root.api().complete(command);
    } catch (AwsServiceException e) {
      // The answer to an earlier attempt may have been lost on its way: then the object is there.
      String code = code(e);
      boolean isGone = "NoSuchUpload".equals(code);
      boolean mayBeDone = isGone || (attempts > 1 && "PreconditionFailed".equals(code));
      ObjectHead there = mayBeDone ? EarlierAttempt.lookUp(root, address) : null;
      if (there == null || there.sizeBytes() != sizeBytes) {
        throw e;
      }
      if (isMadeOf(command.parts(), expected, there.stored())) {
        isElsewhere = !isGone;
        return there.stored();
      }
      if (attempts > 1 && there.stored().fingerprint() instanceof Fingerprint.Opaque) {
        throw EarlierAttempt.doubtful(address);
      }
      throw e;
    }
  }

  /// Whether an object is what these parts make, by its ETag or by the checksum of their checksums.
  private boolean isMadeOf(List<PutPart> parts, @Nullable String expected, StoredContent there) {
    String checksum = there.checksum(ChecksumAlgorithm.CRC32C);
    return (expected != null && expected.equals(there.etag()))
        || (verifiedBy == VerifiedBy.CRC32C && checksumOf(parts).equals(checksum));
  }

  private static @Nullable String code(AwsServiceException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null ? null : details.errorCode();
  }

  /// The ETag that S3 makes of these parts: the MD5 of their MD5s and their number. Null where the
  /// parts' ETags are no MD5s.
  private static @Nullable String etagOf(List<PutPart> inOrder) {
    MessageDigest digest = ChecksumAlgorithm.MD5.newDigest();
    for (PutPart part : inOrder) {
      if (!(Fingerprint.ofETag(part.etag()) instanceof Fingerprint.Md5 md5)) {
        return null;
      }
      digest.update(HexFormat.of().parseHex(md5.hex()));
    }
    return HexFormat.of().formatHex(digest.digest()) + "-" + inOrder.size();
  }

  private static String checksumOf(List<PutPart> inOrder) {
    List<Crc32c> sums = new ArrayList<>(inOrder.size());
    for (PutPart part : inOrder) {
      sums.add(Objects.requireNonNull(part.crc32c(), "verified by its CRC-32C"));
    }
    return Crc32c.ofParts(sums);
  }

  /// Takes the upload back unless it was completed, though the caller be interrupted, and waits for
  /// that only so long.
  @Override
  public void close() {
    if (closed || completed) {
      return;
    }
    closed = true;
    CleanUp.run("sluice-abort-upload", ABORT_BOUND, this::abort);
  }

  private void abort() {
    try {
      boolean gone =
          root.call(
              S3Operation.ABORT_UPLOAD,
              address,
              () -> root.api().abort(root.bucket(), upload.key(), upload.id()));
      if (gone) {
        unfinished.settled(upload);
      }
    } catch (StoreException e) {
      if (e.kind() == StoreException.Kind.NOT_FOUND) {
        unfinished.settled(upload); // somebody else has taken it back
      } // else it stays among the unfinished, of which the user is told
    } catch (InterruptedException _) {
      // As above: it took too long.
    }
  }
}
