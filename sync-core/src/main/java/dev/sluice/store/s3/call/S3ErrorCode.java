package dev.sluice.store.s3.call;

import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.s3.api.S3Fault.Cure;
import dev.sluice.store.s3.config.BucketName;
import org.jspecify.annotations.Nullable;

/// What S3's error codes and status numbers mean to a sync. Sources: the S3 API reference's list of
/// error responses, and codes that Ceph, MinIO and versitygw send beside it.
public final class S3ErrorCode {

  /// What an answer means.
  record Meaning(Kind kind, Cure cure, @Nullable String remedy) {
    static Meaning of(Kind kind) {
      return new Meaning(kind, Cure.NONE, null);
    }
  }

  private static final Meaning PASSING = new Meaning(Kind.TRANSIENT, Cure.RETRY, null);
  private static final Meaning THROTTLED = new Meaning(Kind.THROTTLED, Cure.SLOW_DOWN, null);

  private S3ErrorCode() {}

  /// The meaning of an answer. The code decides where it is known, since an error may come with
  /// status 200; else the status.
  ///
  /// @param throttling whether the SDK knows the answer for a request to slow down
  static Meaning meaning(int status, @Nullable String code, boolean throttling) {
    if (throttling) {
      return THROTTLED;
    }
    return switch (code) {
      case null -> ofStatus(status);
      case "SlowDown",
          "ServiceUnavailable",
          "TooManyRequests",
          "Throttling",
          "RequestLimitExceeded" ->
          THROTTLED;
      case "InternalError",
          "RequestTimeout",
          "IncompleteBody",
          "OperationAborted",
          "ConditionalRequestConflict",
          "XMinioServerNotInitialized" ->
          PASSING;
      case "BadDigest",
          "InvalidDigest",
          "XAmzContentSHA256Mismatch",
          "XAmzContentChecksumMismatch" ->
          new Meaning(Kind.CORRUPT, Cure.RETRY, null);
      case "NoSuchBucket" -> Meaning.of(Kind.NO_ROOT);
      case "NoSuchKey", "NoSuchVersion" -> Meaning.of(Kind.NOT_FOUND);
      case "NoSuchUpload" ->
          new Meaning(
              Kind.OTHER,
              Cure.NONE,
              "Something (a lifecycle rule?) has removed the unfinished upload meanwhile");
      case "PreconditionFailed", "InvalidRange" -> Meaning.of(Kind.CHANGED);
      case "InvalidAccessKeyId",
          "SignatureDoesNotMatch",
          "ExpiredToken",
          "ExpiredTokenException",
          "InvalidToken",
          "InvalidClientTokenId",
          "UnrecognizedClientException",
          "TokenRefreshRequired",
          "InvalidSecurity",
          "NotSignedUp",
          "AccountProblem",
          "MissingSecurityHeader",
          "AuthFailure",
          "Unauthorized",
          "XAdminUserNotFound" ->
          Meaning.of(Kind.BAD_CREDENTIALS);
      case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture" ->
          new Meaning(Kind.BAD_CREDENTIALS, Cure.RETRY, "Set this machine's clock right");
      case "PermanentRedirect",
          "TemporaryRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          new Meaning(
              Kind.UNREACHABLE, Cure.NONE, "Name the bucket's region by --region or AWS_REGION");
      case "AccessDenied", "AllAccessDisabled", "MethodNotAllowed" -> denied();
      case "AccessControlListNotSupported" ->
          new Meaning(
              Kind.MISCONFIGURED,
              Cure.NONE,
              "The bucket has ACLs switched off: leave out the ACL option, or allow ACLs on it");
      case "InvalidStorageClass" ->
          new Meaning(
              Kind.MISCONFIGURED,
              Cure.NONE,
              "The service does not know the class that --storage-class names");
      case "InvalidBucketName" -> new Meaning(Kind.MISCONFIGURED, Cure.NONE, BucketName.RULE);
      case "InvalidLocationConstraint" ->
          new Meaning(
              Kind.MISCONFIGURED, Cure.NONE, "Name a region that the service has by --region");
      case "BucketAlreadyExists" ->
          new Meaning(
              Kind.MISCONFIGURED,
              Cure.NONE,
              "Somebody else has a bucket of that name, or you have: choose another");
      case "TooManyBuckets" ->
          new Meaning(
              Kind.MISCONFIGURED,
              Cure.NONE,
              "The account may have no more buckets: remove one, or ask for a higher quota");
      case "InvalidObjectState" ->
          new Meaning(
              Kind.DENIED,
              Cure.NONE,
              "It is archived: restore it first (aws s3api restore-object)");
      case "KeyTooLongError", "KeyTooLong", "InvalidURI", "XMinioInvalidObjectName" ->
          Meaning.of(Kind.REFUSED);
      case "QuotaExceeded", "XMinioStorageFull", "EntityTooLarge" ->
          Meaning.of("EntityTooLarge".equals(code) ? Kind.REFUSED : Kind.NO_SPACE);
      default -> ofStatus(status);
    };
  }

  private static Meaning ofStatus(int status) {
    return switch (status) {
      case 429, 503 -> THROTTLED;
      case 408, 500, 502, 504 -> PASSING;
      case 507 -> Meaning.of(Kind.NO_SPACE);
      case 301, 307 ->
          new Meaning(
              Kind.UNREACHABLE, Cure.NONE, "Name the bucket's region by --region or AWS_REGION");
      case 401, 407 -> Meaning.of(Kind.BAD_CREDENTIALS);
      case 403 -> denied();
      case 404 -> Meaning.of(Kind.NOT_FOUND);
      case 409 -> Meaning.of(Kind.REFUSED);
      case 412, 416 -> Meaning.of(Kind.CHANGED);
      default -> Meaning.of(Kind.OTHER);
    };
  }

  private static Meaning denied() {
    return new Meaning(
        Kind.DENIED, Cure.NONE, "The credentials in use do not permit this: check the policies");
  }

  /// What a status says by itself, for answers without a message (to HEAD).
  static String inWords(int status) {
    return switch (status) {
      case 301, 307 -> "the bucket is elsewhere";
      case 400 -> "bad request";
      case 401 -> "not signed in";
      case 403 -> "access denied";
      case 404 -> "not found";
      case 407 -> "the proxy does not let this pass";
      case 412 -> "no longer what was listed";
      case 429, 503 -> "slow down";
      default -> status >= 500 ? "server error" : "unexpected answer";
    };
  }
}
