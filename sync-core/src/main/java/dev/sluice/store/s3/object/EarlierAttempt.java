package dev.sluice.store.s3.object;

import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.ObjectHead;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.Stored;
import dev.sluice.store.s3.call.S3Root;
import java.io.IOException;
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
  private @Nullable Stored answered;

  /// @param address what is written
  EarlierAttempt(S3Root root, S3Address address) {
    this.root = root;
    this.address = address;
  }

  /// One attempt.
  @FunctionalInterface
  interface Request {
    Stored send() throws IOException;
  }

  /// Whether something is what was to be written.
  @FunctionalInterface
  interface Own {
    boolean is(Stored there) throws InterruptedException;
  }

  /// Sends an attempt; where its condition is broken and it is not the first one, looks whether
  /// that one was the writer.
  Stored stored(Request request, Own own) throws IOException, InterruptedException {
    attempts++;
    try {
      Stored stored = request.send();
      answered = stored;
      return stored;
    } catch (AwsServiceException e) {
      Stored there = attempts > 1 && e.statusCode() == PRECONDITION_FAILED ? lookUp() : null;
      if (there != null && (isAnswered(there) || own.is(there))) {
        return there;
      }
      throw e;
    }
  }

  private boolean isAnswered(Stored there) {
    Stored earlier = answered;
    return earlier != null && earlier.etag() != null && earlier.etag().equals(there.etag());
  }

  private @Nullable Stored lookUp() throws InterruptedException {
    try {
      ObjectHead there = root.find(address);
      return there == null ? null : there.stored();
    } catch (StoreException _) {
      return null; // the caller has the error that matters
    }
  }
}
