package dev.sluice.s3server.ops;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.Latin1;
import dev.sluice.s3server.http.PercentCoding;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.store.StoredObject;
import org.jspecify.annotations.Nullable;

/// What `x-amz-copy-source` names: `bucket/key`, percent-encoded, with or without a slash in front,
/// and perhaps a version.
public record CopySource(String bucketName, ObjectKey key, @Nullable String versionId) {

  private static final String VERSION = "?versionId=";

  public static CopySource of(S3Request request) {
    String header = request.header("x-amz-copy-source");
    if (header == null) {
      throw new IllegalStateException("the request is no copy");
    }
    int question = header.indexOf(VERSION);
    String path = question < 0 ? header : header.substring(0, question);
    String versionId = question < 0 ? null : header.substring(question + VERSION.length());
    String decoded = Latin1.text(PercentCoding.decode(path, true));
    int start = decoded.startsWith("/") ? 1 : 0;
    int slash = decoded.indexOf('/', start);
    if (slash <= start || slash == decoded.length() - 1) {
      throw S3Error.INVALID_ARGUMENT.exception("x-amz-copy-source must name a bucket and a key");
    }
    ObjectKey key = ObjectKey.ofUtf8(Latin1.bytes(decoded.substring(slash + 1)));
    RequestTarget.check(key);
    return new CopySource(decoded.substring(start, slash), key, versionId);
  }

  /// Finds the source and checks the conditions on it; a use of its body is taken until the request
  /// is answered.
  public StoredObject open(S3Request request, ServerState state, AccessControl access) {
    access.checkCopySource(request, this);
    Bucket bucket = state.buckets().require(bucketName);
    StoredObject source = Lookup.requireReadable(request, bucket, key, versionId);
    EncryptionHeaders.requireSourceKey(source.attributes().encryption(), request.http().headers());
    Lookup.requireNotArchived(source.attributes());
    Conditions.checkCopySource(request.http().headers(), source);
    return source;
  }
}
