package dev.sluice.s3server.error;

/// The error codes of S3 that this server answers with, each with its HTTP status.
public enum S3Error {
  ACCESS_CONTROL_LIST_NOT_SUPPORTED(
      "AccessControlListNotSupported", 400, "The bucket's owner owns every object: ACLs are off"),
  ACCESS_DENIED("AccessDenied", 403, "Access denied"),
  AUTHORIZATION_HEADER_MALFORMED(
      "AuthorizationHeaderMalformed", 400, "The authorization header is malformed"),
  AUTHORIZATION_QUERY_PARAMETERS_ERROR(
      "AuthorizationQueryParametersError", 400, "The presigned query is malformed"),
  BAD_DIGEST("BadDigest", 400, "The content does not have the digest that was sent with it"),
  BUCKET_ALREADY_OWNED_BY_YOU("BucketAlreadyOwnedByYou", 409, "You own this bucket already"),
  BUCKET_NOT_EMPTY("BucketNotEmpty", 409, "The bucket still holds objects or versions"),
  ENTITY_TOO_LARGE("EntityTooLarge", 400, "The upload is larger than an object may be"),
  ENTITY_TOO_SMALL("EntityTooSmall", 400, "A part that is not the last is smaller than 5 MiB"),
  ILLEGAL_VERSIONING_CONFIGURATION(
      "IllegalVersioningConfigurationException", 400, "The versioning configuration is invalid"),
  INCOMPLETE_BODY("IncompleteBody", 400, "The body ended before its declared length"),
  INTERNAL_ERROR("InternalError", 500, "An internal error occurred; try again"),
  INVALID_ACCESS_KEY_ID("InvalidAccessKeyId", 403, "The access key is not known here"),
  INVALID_ARGUMENT("InvalidArgument", 400, "An argument is invalid"),
  INVALID_BUCKET_NAME("InvalidBucketName", 400, "The bucket's name is invalid"),
  INVALID_DIGEST("InvalidDigest", 400, "Content-MD5 is no MD5 in base64"),
  INVALID_OBJECT_STATE(
      "InvalidObjectState", 403, "The object's storage class does not allow this operation"),
  INVALID_PART("InvalidPart", 400, "A part was not uploaded, or its ETag or checksum differs"),
  INVALID_PART_NUMBER("InvalidPartNumber", 416, "The object has no such part"),
  INVALID_PART_ORDER("InvalidPartOrder", 400, "The parts are not listed in ascending order"),
  INVALID_RANGE("InvalidRange", 416, "The range lies beyond the object's end"),
  INVALID_REQUEST("InvalidRequest", 400, "The request is invalid"),
  INVALID_STORAGE_CLASS("InvalidStorageClass", 400, "There is no such storage class"),
  INVALID_TAG("InvalidTag", 400, "A tag is invalid"),
  INVALID_TOKEN("InvalidToken", 400, "The session token is invalid"),
  INVALID_URI("InvalidURI", 400, "The request's path cannot be decoded"),
  KEY_TOO_LONG("KeyTooLongError", 400, "A key may have 1024 bytes of UTF-8"),
  MALFORMED_ACL("MalformedACLError", 400, "The ACL is malformed"),
  MALFORMED_POLICY("MalformedPolicy", 400, "The policy is malformed"),
  MALFORMED_XML("MalformedXML", 400, "The XML is malformed or does not fit its schema"),
  METADATA_TOO_LARGE("MetadataTooLarge", 400, "User metadata may have 2 KiB"),
  METHOD_NOT_ALLOWED("MethodNotAllowed", 405, "The method is not allowed on this resource"),
  MISSING_CONTENT_LENGTH("MissingContentLength", 411, "Content-Length is missing"),
  NO_SUCH_BUCKET("NoSuchBucket", 404, "The bucket does not exist"),
  NO_SUCH_BUCKET_POLICY("NoSuchBucketPolicy", 404, "The bucket has no policy"),
  NO_SUCH_KEY("NoSuchKey", 404, "The key does not exist"),
  NO_SUCH_UPLOAD("NoSuchUpload", 404, "The multipart upload does not exist"),
  NO_SUCH_VERSION("NoSuchVersion", 404, "The version does not exist"),
  NOT_IMPLEMENTED("NotImplemented", 501, "This server does not implement that"),
  NOT_MODIFIED("NotModified", 304, "Not modified"),
  PRECONDITION_FAILED("PreconditionFailed", 412, "A precondition of the request does not hold"),
  REQUEST_TIME_TOO_SKEWED(
      "RequestTimeTooSkewed", 403, "The request's time differs too much from the server's"),
  SIGNATURE_DOES_NOT_MATCH(
      "SignatureDoesNotMatch", 403, "The signature is not the one that the request should have"),
  X_AMZ_CONTENT_SHA256_MISMATCH(
      "XAmzContentSHA256Mismatch", 400, "The content does not have the SHA-256 that was signed");

  private final String code;
  private final int status;
  private final String message;

  S3Error(String code, int status, String message) {
    this.code = code;
    this.status = status;
    this.message = message;
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }

  public String message() {
    return message;
  }

  public S3Exception exception() {
    return new S3Exception(status, code, message);
  }

  /// The exception with a message of its own.
  public S3Exception exception(String detail) {
    return new S3Exception(status, code, detail);
  }
}
