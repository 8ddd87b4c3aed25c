package dev.sluice.store.s3;

import dev.sluice.store.StoreException;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/// What the command line does with whole buckets. Thread-safe.
public final class S3Buckets {

  /// One of the caller's buckets.
  ///
  /// @param name its name
  /// @param created when it was made, as the service says
  public record Bucket(String name, Instant created) {}

  private static final String DEFAULT_REGION = "us-east-1";

  private final S3Connection connection;

  /// @param connection the service, which stays the caller's to close
  public S3Buckets(S3Connection connection) {
    this.connection = connection;
  }

  /// Makes a bucket in the connection's region.
  ///
  /// @return whether it is new; false where it was the caller's already
  /// @throws StoreException of kind [StoreException.Kind#MISCONFIGURED] if somebody else has one of
  ///   that name, or none can have it
  public boolean create(String bucket) throws StoreException, InterruptedException {
    CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(bucket);
    String region = connection.region();
    if (!region.equals(DEFAULT_REGION)) {
      // As a text: other services have regions that the SDK's list does not know.
      request.createBucketConfiguration(b -> b.locationConstraint(region));
    }
    try {
      return connection
          .calls()
          .call(
              S3Operation.CREATE_BUCKET,
              new S3Address(bucket, null),
              () -> {
                try {
                  connection.client().createBucket(request.build());
                  return true;
                } catch (BucketAlreadyOwnedByYouException _) {
                  return false;
                }
              });
    } catch (StoreException e) {
      // Some services say this of the caller's own too.
      if (S3Faults.findCause(e, BucketAlreadyExistsException.class) != null && isOwn(bucket, e)) {
        return false;
      }
      throw e;
    }
  }

  private boolean isOwn(String bucket, StoreException taken) throws InterruptedException {
    try {
      return list().stream().anyMatch(own -> own.name().equals(bucket));
    } catch (StoreException e) {
      taken.addSuppressed(e);
      return false;
    }
  }

  /// The buckets that belong to the credentials.
  public List<Bucket> list() throws StoreException, InterruptedException {
    return connection
        .calls()
        .call(
            S3Operation.LIST_BUCKETS,
            new S3Address(connection.identity().host(), null),
            () -> connection.client().listBuckets())
        .buckets()
        .stream()
        .map(b -> new Bucket(b.name(), b.creationDate() == null ? Instant.EPOCH : b.creationDate()))
        .toList();
  }
}
