package dev.sluice.s3server.ops.object;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.Lookup;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.ops.WriteAnswer;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.StoredObject;
import dev.sluice.s3server.xml.XmlElement;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads and writes the tags of objects.
final class TaggingOperations {

  private final ServerState state;

  TaggingOperations(ServerState state) {
    this.state = state;
  }

  void get(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    StoredObject object = Lookup.require(bucket, request.key(), request.query("versionId"));
    XmlWriter xml = new XmlWriter(response.content()).document("Tagging").open("TagSet");
    object
        .attributes()
        .tags()
        .forEach((key, value) ->
            xml.open("Tag").element("Key", key).element("Value", value).close("Tag"));
    xml.close("TagSet").close("Tagging");
    response.header("Content-Type", "application/xml");
    WriteAnswer.appendVersion(response, bucket, object.versionId());
  }

  void put(S3Request request, HttpResponse response) throws IOException {
    XmlElement document = XmlElement.parse(Receiver.document(request), "Tagging");
    XmlElement set = document.child("TagSet");
    if (set == null) {
      throw S3Error.MALFORMED_XML.exception();
    }
    Map<String, String> tags = new LinkedHashMap<>();
    for (XmlElement tag : set.children("Tag")) {
      Tags.put(tags, tag.requireTextOf("Key"), tag.requireTextOf("Value"));
    }
    replace(request, response, Tags.checkedForObject(tags));
  }

  void delete(S3Request request, HttpResponse response) {
    replace(request, response, Map.of());
    response.status(204);
  }

  private void replace(S3Request request, HttpResponse response, Map<String, String> tags) {
    Bucket bucket = state.buckets().require(request.bucketName());
    StoredObject object = Lookup.require(bucket, request.key(), request.query("versionId"));
    if (!bucket.update(request.key(), object.versionIdText(), a -> a.withTags(tags))) {
      throw S3Error.NO_SUCH_KEY.exception();
    }
    WriteAnswer.appendVersion(response, bucket, object.versionId());
  }
}
