package dev.sluice.s3server.ops.object;

import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.AclHeaders;
import dev.sluice.s3server.ops.Conditions;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.ops.WriteAnswer;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.ObjectAttributes;
import dev.sluice.s3server.store.StoredObject;
import java.io.IOException;

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
    Content content = receiver.receive(request, null).encryptedAs(attributes.encryption());
    StoredObject stored = store(bucket, request, content, attributes, precondition);
    WriteAnswer.append(response, bucket, stored);
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
