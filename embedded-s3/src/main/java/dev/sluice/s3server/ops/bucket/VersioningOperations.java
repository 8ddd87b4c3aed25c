package dev.sluice.s3server.ops.bucket;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.Receiver;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Versioning;
import dev.sluice.s3server.xml.XmlElement;
import dev.sluice.s3server.xml.XmlWriter;
import java.io.IOException;

/// Switches versioning on and off.
final class VersioningOperations {

  private final ServerState state;

  VersioningOperations(ServerState state) {
    this.state = state;
  }

  void get(S3Request request, HttpResponse response) {
    Bucket bucket = state.buckets().require(request.bucketName());
    XmlWriter xml = new XmlWriter(response.content()).document("VersioningConfiguration");
    switch (bucket.versioning()) {
      case OFF -> {}
      case ENABLED -> xml.element("Status", "Enabled");
      case SUSPENDED -> xml.element("Status", "Suspended");
    }
    xml.close("VersioningConfiguration");
    response.header("Content-Type", "application/xml");
  }

  void put(S3Request request, HttpResponse response) throws IOException {
    Bucket bucket = state.buckets().require(request.bucketName());
    XmlElement document = XmlElement.parse(Receiver.document(request), "VersioningConfiguration");
    switch (document.requireTextOf("Status")) {
      case "Enabled" -> bucket.versioning(Versioning.ENABLED);
      case "Suspended" -> bucket.versioning(Versioning.SUSPENDED);
      default -> throw S3Error.ILLEGAL_VERSIONING_CONFIGURATION.exception();
    }
    response.status(200);
  }
}
