package dev.sluice.store.s3;

import dev.sluice.flow.Causes;
import dev.sluice.store.StoreException;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.S3Address;
import dev.sluice.store.s3.api.S3Api.ListQuery;
import dev.sluice.store.s3.api.S3Operation;
import dev.sluice.store.s3.call.S3Faults;
import dev.sluice.store.s3.call.S3Session;
import dev.sluice.store.s3.sdk.SdkAnswers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Response;

/// What the command line does with whole buckets. Thread-safe.
public final class S3Buckets {

  /// One of the caller's buckets.
  ///
  /// @param name its name
  /// @param created when it was made; null where the service does not say
  public record Bucket(String name, @Nullable Instant created) {}

  private static final String DEFAULT_REGION = "us-east-1";

  private final S3Session session;
  private final String region;

  /// @param connection the service, which stays the caller's to close
  public S3Buckets(S3Connection connection) {
    this.session = connection.session();
    this.region = connection.region();
  }

  /// Makes a bucket in the connection's region.
  ///
  /// @return whether it is new; false where it was the caller's already
  /// @throws StoreException of kind [StoreException.Kind#MISCONFIGURED] if somebody else has one of
  ///   that name, or none can have it
  public boolean create(String bucket) throws StoreException, InterruptedException {
    return create(bucket, region);
  }

  /// The same in another region.
  public boolean create(String bucket, String region) throws StoreException, InterruptedException {
    CreateBucketRequest.Builder request = CreateBucketRequest.builder().bucket(bucket);
    if (!region.equals(DEFAULT_REGION)) {
      // As a text: other services have regions that the SDK's list does not know.
      request.createBucketConfiguration(b -> b.locationConstraint(region));
    }
    S3Address address = new S3Address(bucket, null);
    AtomicBoolean mayBeMade = new AtomicBoolean();
    try {
      boolean isMade =
          session
              .calls()
              .call(
                  S3Operation.CREATE_BUCKET,
                  address,
                  () -> {
                    try {
                      requireNoPage(
                          SdkAnswers.understood(
                              () -> session.sdk().get().createBucket(request.build())),
                          mayBeMade);
                      return true;
                    } catch (BucketAlreadyOwnedByYouException _) {
                      return mayBeMade.get(); // then it is an earlier attempt that has made it
                    }
                  });
      if (isMade) {
        requireThere(bucket, address);
      }
      return isMade;
    } catch (StoreException e) {
      // Some services say this of the caller's own too.
      if (Causes.find(e, BucketAlreadyExistsException.class) != null && isOwn(bucket, e)) {
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

  private static void requireNoPage(CreateBucketResponse answer, AtomicBoolean mayBeMade)
      throws FaultException {
    if (SdkAnswers.hasBody(answer)) {
      mayBeMade.set(true);
    }
    requireNoPage(answer);
  }

  private static void requireNoPage(S3Response answer) throws FaultException {
    if (SdkAnswers.hasBody(answer)) {
      throw FaultException.corrupt("the answer is a page and not the service's");
    }
  }

  /// Proves that there is a bucket, which the answer to a creation does not: it says nothing but
  /// yes. One that may not be listed is there too.
  private void requireThere(String bucket, S3Address address)
      throws StoreException, InterruptedException {
    ListQuery query = new ListQuery(bucket, "", null, null, 1);
    try {
      session.calls().call(S3Operation.LIST, address, () -> session.api().list(query));
    } catch (StoreException e) {
      if (e.kind() != StoreException.Kind.DENIED) {
        throw e;
      }
    }
  }

  /// Removes a bucket, which must be empty. Never with a sub-resource: a service that does not know
  /// one takes the request for one about the bucket itself.
  ///
  /// @return whether it is gone; false where it is not empty
  /// @throws StoreException of kind [StoreException.Kind#NO_ROOT] if there is none
  public boolean remove(String bucket) throws StoreException, InterruptedException {
    AtomicBoolean mayBeGone = new AtomicBoolean();
    try {
      session
          .calls()
          .<@Nullable Void>call(
              S3Operation.DELETE_BUCKET,
              new S3Address(bucket, null),
              () -> {
                boolean wasAsked = mayBeGone.getAndSet(true);
                try {
                  requireNoPage(
                      SdkAnswers.understood(
                          () -> session.sdk().get().deleteBucket(b -> b.bucket(bucket))));
                } catch (NoSuchBucketException e) {
                  if (!wasAsked) {
                    throw e;
                  } // else it is an earlier attempt that has removed it
                }
                return null;
              });
      return true;
    } catch (StoreException e) {
      S3Faults.Answer answer = S3Faults.answer(e);
      if (answer != null && "BucketNotEmpty".equals(answer.code())) {
        return false;
      }
      throw e;
    }
  }

  /// The buckets that belong to the credentials.
  public List<Bucket> list() throws StoreException, InterruptedException {
    return session
        .calls()
        .call(
            S3Operation.LIST_BUCKETS,
            new S3Address(session.identity().host(), null),
            () -> buckets(SdkAnswers.understood(() -> session.sdk().get().listBuckets())));
  }

  private static List<Bucket> buckets(ListBucketsResponse answer) throws FaultException {
    if (!answer.hasBuckets() && answer.owner() == null) {
      throw FaultException.corrupt("the answer does not say which buckets there are");
    }
    List<Bucket> buckets = new ArrayList<>();
    for (var bucket : answer.buckets()) {
      String name = bucket.name();
      if (name == null || name.isEmpty()) {
        throw FaultException.corrupt("the answer has a bucket without a name");
      }
      buckets.add(new Bucket(name, bucket.creationDate()));
    }
    return buckets;
  }
}
