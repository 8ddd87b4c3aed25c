package dev.sluice.s3server.ops;

import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.ETag;
import dev.sluice.s3server.store.Md5;
import dev.sluice.s3server.store.ObjectAttributes;
import dev.sluice.s3server.store.StoredObject;
import java.io.IOException;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/// PutObject and DeleteObject.
final class ObjectWrites {

  private final ServerState state;
  private final Receiver receiver;

  ObjectWrites(ServerState state, Receiver receiver) {
    this.state = state;
    this.receiver = receiver;
  }

  void put(S3Request request, HttpResponse response) throws IOException {
    Bucket bucket = state.buckets().require(request.bucketName());
    Bucket.Precondition precondition = Conditions.ofWrite(request.http().headers());
    ObjectAttributes attributes =
        ObjectHeaders.read(request.http().headers(), bucket, AclHeaders.forObject(request, bucket));
    // Refused before the body is sent where that is possible; what counts is the check when the
    // object is put.
    if (!precondition.equals(Bucket.Precondition.NONE)) {
      precondition.check(bucket.current(request.key()));
    }
    Content content = etagged(receiver.receive(request, null), attributes);
    StoredObject stored = store(bucket, request, content, attributes, precondition);
    appendResult(response, bucket, stored);
  }

  private StoredObject store(
      Bucket bucket,
      S3Request request,
      Content content,
      ObjectAttributes attributes,
      Bucket.Precondition precondition) {
    boolean stored = false;
    try {
      StoredObject object =
          bucket.put(request.key(), content, attributes, state.nowSecond(), precondition);
      stored = true;
      return object;
    } finally {
      if (!stored) {
        content.body().release();
      }
    }
  }

  /// Under SSE-KMS and SSE-C the ETag of an object is no MD5 of its content.
  static Content etagged(Content content, ObjectAttributes attributes) {
    if (!attributes.encryption().hidesMd5()) {
      return content;
    }
    MessageDigest digest = Md5.digest();
    digest.update(content.etag().md5());
    digest.update((byte) 1);
    return content.withEtag(ETag.ofMd5(digest.digest()));
  }

  static void appendResult(HttpResponse response, Bucket bucket, StoredObject stored) {
    Content content = stored.requireContent();
    response.headerLines().latin1("ETag: \"");
    content.etag().appendTo(response.headerLines());
    response.headerLines().latin1("\"\r\n");
    appendVersion(response, bucket, stored.versionId());
    appendChecksum(response, content.checksum());
    EncryptionHeaders.append(stored.attributes().encryption(), response);
  }

  static void appendVersion(HttpResponse response, Bucket bucket, @Nullable String versionId) {
    switch (bucket.versioning()) {
      case OFF -> {}
      case ENABLED, SUSPENDED ->
          response.header("x-amz-version-id", versionId == null ? "null" : versionId);
    }
  }

  static void appendChecksum(HttpResponse response, @Nullable StoredChecksum checksum) {
    if (checksum != null) {
      response.header(checksum.algorithm().headerName(), checksum.text());
      response.header("x-amz-checksum-type", checksum.type().name());
    }
  }

  void delete(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    Bucket.Precondition precondition = Conditions.ofDelete(request.header("if-match"));
    String versionId = request.query("versionId");
    Bucket.Deletion deletion =
        versionId == null
            ? bucket.delete(request.key(), state.nowSecond(), precondition)
            : bucket.deleteVersion(request.key(), versionId, precondition);
    if (deletion.versionId() != null) {
      response.header("x-amz-version-id", deletion.versionId());
    }
    if (deletion.deleteMarker()) {
      response.header("x-amz-delete-marker", "true");
    }
    response.status(204);
  }
}
