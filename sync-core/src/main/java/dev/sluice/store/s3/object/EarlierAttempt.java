package dev.sluice.store.s3.object;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoredContent;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.InspectQuery;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Root;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// Tells a condition that somebody else has broken from one that an earlier attempt of the same
/// write has, whose answer was lost on its way. One write's; used by one thread at a time.
final class EarlierAttempt {

  private static final int PRECONDITION_FAILED = 412;

  private final S3Root root;
  private final S3Address address;
  private int attempts;

  /// What an earlier attempt was answered, which was not believed.
  private @Nullable StoredContent answered;

  /// @param address what is written
  EarlierAttempt(S3Root root, S3Address address) {
    this.root = root;
    this.address = address;
  }

  /// One attempt.
  @FunctionalInterface
  interface Request {
    StoredContent send() throws IOException;
  }

  /// What an object is, to whoever has tried to write it.
  enum Ownership {
    /// What was to be written.
    OWN,
    /// Something else.
    OTHER,
    /// As long as what was to be written, and the service says nothing that would tell them apart.
    UNKNOWN
  }

  /// Says what an object is.
  @FunctionalInterface
  interface Judge {
    Ownership ownership(ObjectHead there) throws StoreException, InterruptedException;
  }

  /// Sends an attempt; where its condition is broken and it is not the first one, looks whether
  /// that one was the writer.
  ///
  /// @throws StoreException of kind [StoreException.Kind#CONFLICT] if that cannot be known
  StoredContent stored(Request request, Judge judge)
      throws StoreException, IOException, InterruptedException {
    attempts++;
    try {
      StoredContent stored = request.send();
      answered = stored;
      return stored;
    } catch (AwsServiceException e) {
      boolean mayBeOwn = attempts > 1 && e.statusCode() == PRECONDITION_FAILED;
      ObjectHead there = mayBeOwn ? lookUp(root, address) : null;
      if (there == null) {
        throw e;
      }
      return switch (isAnswered(there.stored()) ? Ownership.OWN : judge.ownership(there)) {
        case OWN -> there.stored();
        case OTHER -> throw e;
        case UNKNOWN -> throw doubtful(address);
      };
    }
  }

  private boolean isAnswered(StoredContent there) {
    StoredContent earlier = answered;
    return earlier != null && earlier.etag() != null && earlier.etag().equals(there.etag());
  }

  /// What is there, with the checksums that the service has; null where there is nothing, or that
  /// cannot be seen.
  static @Nullable ObjectHead lookUp(S3Root root, S3Address address) throws InterruptedException {
    String key = Objects.requireNonNull(address.key(), "an object's");
    InspectQuery query = new InspectQuery(address.bucket(), key, null, OptionalInt.empty());
    try {
      return root.call(S3Operation.HEAD, address, () -> root.api().inspect(query));
    } catch (StoreException _) {
      return null; // the caller has the error that matters
    }
  }

  /// Of what may be one's own.
  static StoreException doubtful(S3Address address) {
    return new StoreException(
        StoreException.Kind.CONFLICT,
        "write "
            + address
            + ": the answer to an earlier attempt was lost, and what is there now is as long as what"
            + " was sent, but the service gives no checksum that would tell whether it is the same,"
            + " so it was left as it is. Sync again to compare with it, or say --overwrite-changed");
  }
}
