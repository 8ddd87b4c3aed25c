package dev.sluice.s3server.ops;

import dev.sluice.s3server.access.BucketPolicy;
import dev.sluice.s3server.access.Grant.Permission;
import dev.sluice.s3server.access.PolicyRequest;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Headers;
import dev.sluice.s3server.http.Query;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.store.StoredObject;
import dev.sluice.s3server.traffic.Operation;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides whether a request may be carried out. Whoever has credentials acts for the owner and may
/// do all that no policy denies; without credentials one may do what a policy or an ACL allows to
/// everyone.
public final class AccessControl {

  private final ServerState state;

  public AccessControl(ServerState state) {
    this.state = state;
  }

  /// Checks the operation of a request on the bucket and key that it names.
  ///
  /// @throws dev.sluice.s3server.error.S3Exception AccessDenied
  public void check(S3Request request) {
    if (request.operation() == Operation.PREFLIGHT
        || request.operation() == Operation.DELETE_OBJECTS) {
      // The one needs no leave, the other needs it for each key.
      return;
    }
    String bucketName = request.target().bucket();
    if (bucketName == null) {
      require(!request.authentication().isAnonymous());
      return;
    }
    Bucket bucket = state.buckets().find(bucketName);
    if (bucket == null) {
      // The operation itself says that there is no such bucket; but not everyone may make one.
      require(
          !request.authentication().isAnonymous()
              || request.operation() != Operation.CREATE_BUCKET);
      return;
    }
    boolean ofVersion = request.query().has("versionId");
    check(request, request.operation(), bucket, request.target().key(), ofVersion);
  }

  /// Checks that a request may read the object that it copies from.
  public void checkCopySource(S3Request request, CopySource source) {
    Bucket bucket = state.buckets().require(source.bucketName());
    check(request, Operation.GET_OBJECT, bucket, source.key(), source.versionId() != null);
  }

  /// Checks that a request may delete one of many keys.
  public void checkDelete(S3Request request, Bucket bucket, ObjectKey key, boolean ofVersion) {
    check(request, Operation.DELETE_OBJECT, bucket, key, ofVersion);
  }

  private void check(
      S3Request request,
      Operation operation,
      Bucket bucket,
      @Nullable ObjectKey key,
      boolean ofVersion) {
    boolean anonymous = request.authentication().isAnonymous();
    BucketPolicy policy = bucket.policy();
    BucketPolicy.Verdict verdict = BucketPolicy.Verdict.SILENT;
    if (policy != null) {
      verdict = policy.verdict(asPolicySeesIt(request, operation, bucket, key, ofVersion));
    }
    switch (verdict) {
      // An owner who locked himself out can still mend the policy.
      case DENIED -> require(!anonymous && isOnPolicy(operation));
      case ALLOWED ->
          require(!anonymous || !BucketRules.blocks(bucket, BucketRules.Block.RESTRICT));
      case SILENT -> require(!anonymous || aclAllows(operation, bucket, key));
    }
  }

  private static void require(boolean allowed) {
    if (!allowed) {
      throw S3Error.ACCESS_DENIED.exception();
    }
  }

  private static boolean isOnPolicy(Operation operation) {
    return operation == Operation.GET_BUCKET_POLICY
        || operation == Operation.PUT_BUCKET_POLICY
        || operation == Operation.DELETE_BUCKET_POLICY;
  }

  private static boolean aclAllows(Operation operation, Bucket bucket, @Nullable ObjectKey key) {
    if (BucketRules.blocks(bucket, BucketRules.Block.IGNORE_ACLS)) {
      return false;
    }
    Permission onBucket = Actions.onBucket(operation);
    if (onBucket != null && bucket.acl().allowsEveryone(onBucket)) {
      return true;
    }
    Permission onObject = Actions.onObject(operation);
    if (onObject == null || key == null) {
      return false;
    }
    StoredObject object = bucket.newest(key);
    if (object == null || object.isDeleteMarker()) {
      // Only who may list a bucket is told that a key does not exist.
      return bucket.acl().allowsEveryone(Permission.READ);
    }
    return object.attributes().acl().allowsEveryone(onObject);
  }

  private static PolicyRequest asPolicySeesIt(
      S3Request request,
      Operation operation,
      Bucket bucket,
      @Nullable ObjectKey key,
      boolean ofVersion) {
    Headers headers = request.http().headers();
    Map<String, String> context = new HashMap<>();
    put(context, "aws:referer", headers.get("referer"));
    put(context, "aws:useragent", headers.get("user-agent"));
    put(context, "aws:securetransport", "false");
    put(context, "aws:sourceip", "127.0.0.1");
    Query query = request.query();
    put(context, "s3:prefix", query.get("prefix"));
    put(context, "s3:delimiter", query.get("delimiter"));
    put(context, "s3:max-keys", query.get("max-keys"));
    put(context, "s3:versionid", query.get("versionId"));
    put(context, "s3:x-amz-acl", headers.get("x-amz-acl"));
    put(context, "s3:x-amz-storage-class", headers.get("x-amz-storage-class"));
    put(context, "s3:x-amz-server-side-encryption", headers.get("x-amz-server-side-encryption"));
    String resource = "arn:aws:s3:::" + bucket.name() + (key == null ? "" : "/" + key.text());
    return new PolicyRequest(
        request.authentication().isAnonymous(),
        Actions.of(operation, ofVersion),
        resource,
        context);
  }

  private static void put(Map<String, String> context, String key, @Nullable String value) {
    if (value != null) {
      context.put(key, value);
    }
  }
}
