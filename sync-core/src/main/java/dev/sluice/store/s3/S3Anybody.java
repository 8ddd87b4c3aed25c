package dev.sluice.store.s3;

import dev.sluice.model.Key;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Session;
import dev.sluice.store.s3.sdk.SdkAnswers;
import org.jspecify.annotations.Nullable;

/// Asks a service as anybody can: without credentials. Thread-safe.
public final class S3Anybody {

  private final S3Session session;
  private final String bucket;

  /// @param connection the service, without credentials, which stays the caller's to close
  public S3Anybody(S3Connection connection, String bucket) {
    this.session = connection.session();
    this.bucket = bucket;
  }

  /// Whether an object is given to anybody, by its whole key.
  ///
  /// @param version null for what is seen under the key
  /// @throws StoreException if the answer is neither yes nor no
  public boolean isGiven(Key key, @Nullable String version)
      throws StoreException, InterruptedException {
    try {
      session
          .calls()
          .call(
              S3Operation.HEAD,
              new S3Address(bucket, key.value(), version),
              () ->
                  version == null
                      ? session.api().head(bucket, key.value(), null)
                      : SdkAnswers.understood(() ->
                          session
                              .sdk()
                              .get()
                              .headObject(
                                  b -> b.bucket(bucket).key(key.value()).versionId(version))));
      return true;
    } catch (StoreException e) {
      return switch (e.kind()) {
        case DENIED, NOT_FOUND, BAD_CREDENTIALS -> false;
        default -> throw e;
      };
    }
  }
}
