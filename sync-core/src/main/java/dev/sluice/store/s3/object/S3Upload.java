package dev.sluice.store.s3.object;

import dev.sluice.checksum.Checksums;
import dev.sluice.flow.CleanUp;
import dev.sluice.model.Checksum;
import dev.sluice.model.Checksum.Scope;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.api.ConditionHeaders;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.Payload;
import dev.sluice.store.s3.api.Payload.Verification;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.BeginCommand;
import dev.sluice.store.s3.api.S3Api.Begun;
import dev.sluice.store.s3.api.S3Api.CompleteCommand;
import dev.sluice.store.s3.api.S3Api.PartChecksums;
import dev.sluice.store.s3.api.S3Api.PutPart;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.api.WriteHeaders;
import dev.sluice.store.s3.call.ChecksumUse;
import dev.sluice.store.s3.call.S3Root;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
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
  private final long partBytes;

  /// By which the service verifies the parts; null for none.
  private final @Nullable PartChecksums checksums;

  private final ConcurrentMap<Integer, PutPart> parts = new ConcurrentHashMap<>();
  private volatile boolean oddETags;
  private int attempts;

  /// Whether what was to be put together is there, and it is not certain that this upload has made
  /// it.
  private boolean isElsewhere;

  private boolean completed;
  private boolean closed;

  /// What parts make.
  ///
  /// @param etag null where the parts' ETags are no MD5s
  /// @param composite that of the parts' checksums; null where these are not all known
  /// @param checksum that of the whole; null where it is not known, or not to be kept
  private record Made(
      @Nullable String etag, @Nullable Checksum composite, @Nullable Checksum checksum) {

    /// The one of which a service says `said`, with the number of parts behind it or without; null
    /// where that proves nothing.
    @Nullable Checksum comparable(String said) {
      if (composite != null) {
        String count = composite.value().substring(composite.value().indexOf('-'));
        if (said.endsWith(count)) {
          return composite;
        }
      }
      return said.indexOf('-') < 0 ? checksum : null;
    }
  }

  private S3Upload(
      ObjectWrites writes,
      String key,
      String id,
      long partBytes,
      @Nullable PartChecksums checksums) {
    this.root = writes.root();
    this.unfinished = writes.unfinished();
    this.upload = new OpenUpload(root.session().serviceName(), root.bucket(), key, id);
    this.address = upload.address();
    this.partBytes = partBytes;
    this.checksums = checksums;
    unfinished.begun(upload);
  }

  /// Begins an upload whose parts are copies within the service.
  ///
  /// @param key the whole key
  /// @param partBytes how long each part is but for the last
  static S3Upload ofCopies(ObjectWrites writes, String key, WriteHeaders headers, long partBytes)
      throws StoreException, InterruptedException {
    return WantedChecksum.of(writes)
        .begin(wanted -> begin(writes, key, headers, partBytes, PartChecksums.wanted(wanted)));
  }

  /// Begins an upload. Its parts are verified by the checksums that the user wants; else by their
  /// CRC-32Cs, if that is enough on this way to the service; and by their MD5s, where it is not or
  /// the service does not say that it will.
  ///
  /// @param key the whole key
  /// @param partBytes how long each part is but for the last
  static S3Upload begin(ObjectWrites writes, String key, WriteHeaders headers, long partBytes)
      throws StoreException, InterruptedException {
    ChecksumUse uses = writes.root().session().checksums();
    // Of parts that are not in memory the checksum is not known before they are sent.
    ChecksumAlgorithm ofParts = partBytes <= Payload.IN_MEMORY_BYTES ? uses.ofParts() : null;
    if (writes.options().checksum() != null || ofParts == null) {
      return ofCopies(writes, key, headers, partBytes);
    }
    try {
      PartChecksums checksums = new PartChecksums(ofParts, Scope.COMPOSITE);
      return begin(writes, key, headers, partBytes, checksums);
    } catch (StoreException e) {
      if (!WantedChecksum.mayBeTheChecksum(e)) {
        throw e;
      }
      // Perhaps a service that refuses what it does not know. If not, this fails too.
      S3Upload upload = begin(writes, key, headers, partBytes, null);
      uses.refusedOfParts();
      return upload;
    }
  }

  private static S3Upload begin(
      ObjectWrites writes,
      String key,
      WriteHeaders headers,
      long partBytes,
      @Nullable PartChecksums asked)
      throws StoreException, InterruptedException {
    S3Root root = writes.root();
    BeginCommand command = new BeginCommand(root.bucket(), key, headers, asked);
    Begun begun =
        root.call(
            S3Operation.CREATE_UPLOAD,
            new S3Address(root.bucket(), key),
            () -> root.api().begin(command));
    PartChecksums promised = begun.checksums();
    boolean isPromised =
        asked != null && promised != null && promised.algorithm() == asked.algorithm();
    if (asked != null && !isPromised && writes.options().checksum() != null) {
      root.session().checksums().passedOver(asked.algorithm());
    }
    return new S3Upload(writes, key, begun.id(), partBytes, isPromised ? promised : null);
  }

  String id() {
    return upload.id();
  }

  /// By what the service is to verify the parts.
  Verification verification() {
    if (checksums == null) {
      return Verification.MD5;
    }
    ChecksumAlgorithm algorithm = checksums.algorithm();
    return new Verification(
        !root.session().checksums().isEnough(algorithm),
        algorithm,
        checksums.scope() == Scope.COMPOSITE);
  }

  /// A part is stored.
  void done(PutPart part) {
    parts.put(part.number(), part);
  }

  /// A part is stored, by a copy.
  void copied(int number, StoredContent part) {
    Checksum checksum =
        checksums == null
            ? null
            : part.checksums().stream()
                .filter(each -> each.algorithm() == checksums.algorithm())
                .findFirst()
                .orElse(null);
    String etag = Objects.requireNonNull(part.etag(), "of an answer that says what was copied");
    done(new PutPart(number, etag, checksum));
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
    Made expected = made(inOrder, sizeBytes);
    CompleteCommand command =
        new CompleteCommand(
            root.bucket(), upload.key(), upload.id(), inOrder, expected.checksum(), condition);
    StoredContent whole =
        root.call(S3Operation.COMPLETE_UPLOAD, address, () -> send(command, expected, sizeBytes));
    if (!isElsewhere) { // else it is taken back on closing, should it still be there
      completed = true;
      unfinished.settled(upload);
    }
    requireChecksum(expected, whole);
    return isProof(whole.etag(), expected.etag())
        ? whole
        : whole.withETag(lookUp(whole, expected.etag(), sizeBytes));
  }

  private void requireChecksum(Made expected, StoredContent whole) throws StoreException {
    String said = checksums == null ? null : whole.checksum(checksums.algorithm());
    Checksum same = said == null ? null : expected.comparable(said);
    if (said != null && same != null) {
      requireSame(same.value(), said);
    }
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

  private StoredContent send(CompleteCommand command, Made expected, long sizeBytes)
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
      if (isMade(expected, there.stored())) {
        isElsewhere = !isGone;
        return there.stored();
      }
      if (attempts > 1 && there.stored().fingerprint() instanceof Fingerprint.Opaque) {
        throw EarlierAttempt.doubtful(address);
      }
      throw e;
    }
  }

  /// Whether an object is what the parts make, by its ETag or by its checksum.
  private boolean isMade(Made expected, StoredContent there) {
    String said = checksums == null ? null : there.checksum(checksums.algorithm());
    Checksum same = said == null ? null : expected.comparable(said);
    return (expected.etag() != null && expected.etag().equals(there.etag()))
        || (same != null && same.value().equals(said));
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

  private Made made(List<PutPart> inOrder, long sizeBytes) {
    String etag = oddETags ? null : etagOf(inOrder);
    List<Checksum> known =
        inOrder.stream().map(PutPart::checksum).filter(Objects::nonNull).toList();
    if (checksums == null || known.size() < inOrder.size()) {
      return new Made(etag, null, null);
    }
    return new Made(
        etag,
        Checksums.composite(known),
        checksums.scope() == Scope.FULL_OBJECT
            ? Checksums.joined(known, partBytes, sizeBytes)
            : null);
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
