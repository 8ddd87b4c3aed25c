package dev.sluice.store.s3.object;

import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Fingerprint.MultipartETag;
import dev.sluice.store.Confirmed;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Api.InspectQuery;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;
import java.util.OptionalInt;
import java.util.OptionalLong;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Asks objects what their listings leave open: whether their ETags are digests, by what checksums
/// the service vouches for them, in what parts they were written, what their writers have left in
/// their metadata. One request an object. Thread-safe.
public final class ObjectInspector {

  private final S3Root root;

  /// Who may read objects may not use the key that they are encrypted with, without which a service
  /// tells no checksums.
  private volatile boolean isDeniedChecksums;

  /// Some services know no questions about parts.
  private volatile boolean isRefusedParts;

  public ObjectInspector(S3Root root) {
    this.root = root;
  }

  /// What the service says of an object.
  ///
  /// @throws StoreException of kind `CHANGED` if it is not what was listed any more
  public Confirmed confirm(Entry entry) throws StoreException, InterruptedException {
    S3CopySource object = new S3CopySource(root, entry);
    try {
      return entry.fingerprint() instanceof MultipartETag && !isRefusedParts && !isDeniedChecksums
          ? ofParts(entry, object)
          : confirmed(entry, whole(object), OptionalLong.empty());
    } catch (StoreException e) {
      if (isKeyWanted(e)) {
        return new Confirmed(new Fingerprint.Opaque(entry.etag()), null);
      }
      throw e;
    }
  }

  /// Asks about the first part of an object in parts, and about the whole where that does not tell
  /// enough.
  private Confirmed ofParts(Entry entry, S3CopySource object)
      throws StoreException, InterruptedException {
    ObjectHead part;
    try {
      part = inspect(object, OptionalInt.of(1));
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.OTHER && e.kind() != StoreException.Kind.DENIED) {
        throw e;
      }
      ObjectHead whole = whole(object); // fails too if it is not the question that is refused
      isRefusedParts = isRefusedParts || e.kind() == StoreException.Kind.OTHER;
      return confirmed(entry, whole, OptionalLong.empty());
    }
    boolean isPart = part.partCount().orElse(1) > 1 && part.sizeBytes() < entry.sizeBytes();
    if (!isPart || part.sizeBytes() == 0) {
      return confirmed(entry, whole(object), OptionalLong.empty());
    }
    // An ETag that tells makes the whole's checksum needless, which this answer leaves out.
    boolean tells = part.stored().fingerprint() instanceof MultipartETag;
    return confirmed(entry, tells ? part : whole(object), OptionalLong.of(part.sizeBytes()));
  }

  private static Confirmed confirmed(Entry entry, ObjectHead head, OptionalLong partBytes) {
    return new Confirmed(
        entry.fingerprint() instanceof Fingerprint.Opaque unbelieved
            ? unbelieved
            : head.stored().fingerprint(),
        head.ownTime(),
        head.statedMd5(),
        head.stored().checksums(),
        partBytes);
  }

  /// Whether an object says nothing to whoever does not have its key (SSE-C). The answer to HEAD
  /// has no more than its status; what else is wrong with a request was wrong with the listing too.
  private static boolean isKeyWanted(StoreException e) {
    return e.getCause() instanceof AwsServiceException answer && answer.statusCode() == 400;
  }

  private ObjectHead whole(S3CopySource object) throws StoreException, InterruptedException {
    if (isDeniedChecksums) {
      return S3Copies.head(root, object);
    }
    try {
      return inspect(object, OptionalInt.empty());
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.DENIED) {
        throw e;
      }
      ObjectHead head = S3Copies.head(root, object);
      isDeniedChecksums = true;
      return head;
    }
  }

  private ObjectHead inspect(S3CopySource source, OptionalInt part)
      throws StoreException, InterruptedException {
    InspectQuery query =
        new InspectQuery(source.bucket(), source.key(), source.entry().etag(), part);
    return root.call(S3Operation.HEAD, source.address(), () -> root.api().inspect(query));
  }
}
