package dev.sluice.s3server.service;

import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/// Turns a refusal into the answer that S3 gives.
final class ErrorAnswer {

  private ErrorAnswer() {}

  /// Puts the error in the place of whatever the answer holds.
  ///
  /// @param resource the path of the request
  static void fill(
      HttpResponse response, S3Exception error, @Nullable String resource, String requestId) {
    response.clear();
    response.status(error.status());
    error.headers().forEach(response::header);
    response.header("x-amz-request-id", requestId);
    if (error.status() != 304) {
      response.header("Content-Type", "application/xml");
      appendDocument(new XmlWriter(response.content()), error, resource, requestId);
    }
  }

  static void appendDocument(
      XmlWriter xml, S3Exception error, @Nullable String resource, String requestId) {
    xml.plainDocument("Error");
    xml.element("Code", error.code()).element("Message", String.valueOf(error.getMessage()));
    error.details().forEach(xml::element);
    xml.optional("Resource", resource);
    xml.element("RequestId", requestId).element("HostId", "embedded");
    xml.close("Error");
  }
}
