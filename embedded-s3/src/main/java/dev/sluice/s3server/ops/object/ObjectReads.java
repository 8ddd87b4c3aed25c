package dev.sluice.s3server.ops.object;

import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpDate;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.Latin1;
import dev.sluice.s3server.http.Query;
import dev.sluice.s3server.ops.Conditions;
import dev.sluice.s3server.ops.EncryptionHeaders;
import dev.sluice.s3server.ops.Lookup;
import dev.sluice.s3server.ops.Numbers;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.ObjectAttributes;
import dev.sluice.s3server.store.StoredHeaders;
import dev.sluice.s3server.store.StoredObject;
import dev.sluice.s3server.store.Versioning;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// GetObject and HeadObject.
final class ObjectReads {

  private static final Set<String> OVERRIDABLE =
      Set.of(
          "content-type",
          "content-language",
          "expires",
          "cache-control",
          "content-disposition",
          "content-encoding");
  private static final String DEFAULT_CONTENT_TYPE = "binary/octet-stream";

  private final ServerState state;

  ObjectReads(ServerState state) {
    this.state = state;
  }

  void get(S3Request request, HttpResponse response) {
    read(request, response, true);
  }

  void head(S3Request request, HttpResponse response) {
    read(request, response, false);
  }

  private void read(S3Request request, HttpResponse response, boolean wantsBody) {
    Bucket bucket = state.buckets().require(request.bucketName());
    StoredObject object =
        Lookup.requireReadable(request, bucket, request.key(), request.query("versionId"));
    ObjectAttributes attributes = object.attributes();
    EncryptionHeaders.requireKey(attributes.encryption(), request.http().headers());
    if (wantsBody) {
      Lookup.requireNotArchived(attributes);
    }
    Conditions.checkRead(request.http().headers(), object);
    Content content = object.requireContent();
    ByteRange range = range(request, content);
    if (range.partial()) {
      response.status(206);
      response.header("Content-Range", range.contentRange());
    }
    appendHeaders(request, response, object, range);
    if (bucket.versioning() != Versioning.OFF) {
      response.header("x-amz-version-id", object.versionIdText());
    }
    if (wantsBody && range.count() > 0 && !content.body().isReadable()) {
      throw S3Error.NOT_IMPLEMENTED.exception(
          "The content was not kept: the server's option --keep-bytes says how much is");
    }
    response.payload(content.body(), range.offset(), range.count());
  }

  private static ByteRange range(S3Request request, Content content) {
    long size = content.body().sizeBytes();
    String partNumber = request.query("partNumber");
    String range = request.header("range");
    if (partNumber == null) {
      return range == null ? ByteRange.whole(size) : ByteRange.parse(range, size);
    }
    if (range != null) {
      throw S3Error.INVALID_REQUEST.exception("A range and a part number exclude each other");
    }
    int wanted = Numbers.parse("partNumber", partNumber, 1, 10_000);
    List<Content.Part> parts = content.parts();
    if (parts.isEmpty() && wanted == 1) {
      return new ByteRange(0, size, size, size > 0);
    }
    long offset = 0;
    int index = 1;
    for (Content.Part part : parts) {
      if (index++ == wanted) {
        return new ByteRange(offset, part.sizeBytes(), size, true);
      }
      offset += part.sizeBytes();
    }
    throw S3Error.INVALID_PART_NUMBER.exception();
  }

  private static void appendHeaders(
      S3Request request, HttpResponse response, StoredObject object, ByteRange range) {
    ObjectAttributes attributes = object.attributes();
    Content content = object.requireContent();
    response.headerLines().latin1("ETag: \"");
    content.etag().appendTo(response.headerLines());
    response.headerLines().latin1("\"\r\nAccept-Ranges: bytes\r\n");
    response.header("Last-Modified", HttpDate.format(object.lastModifiedSecond()));
    StoredHeaders headers = attributes.headers();
    if (headers.get("content-type") == null) {
      headers = headers.with("content-type", DEFAULT_CONTENT_TYPE);
    }
    withOverrides(headers, request).appendTo(response);
    if (!attributes.storageClass().equals(ObjectAttributes.STANDARD)) {
      response.header("x-amz-storage-class", attributes.storageClass());
    }
    EncryptionHeaders.append(attributes.encryption(), response);
    if (!attributes.tags().isEmpty()) {
      response.header("x-amz-tagging-count", attributes.tags().size());
    }
    boolean byPart = request.query().has("partNumber");
    if (byPart && !content.parts().isEmpty()) {
      response.header("x-amz-mp-parts-count", content.parts().size());
    }
    StoredChecksum checksum = content.checksum();
    boolean asked =
        request.http().headers().get("x-amz-checksum-mode", "").equalsIgnoreCase("ENABLED");
    if (asked && checksum != null && (!range.partial() || byPart)) {
      appendChecksum(response, checksumOf(request, content, checksum), checksum.type().name());
    }
  }

  /// A read by part number answers with the part's own checksum, if the object is made of parts.
  private static @Nullable StoredChecksum checksumOf(
      S3Request request, Content content, StoredChecksum whole) {
    String partNumber = request.query("partNumber");
    if (partNumber == null || content.parts().isEmpty()) {
      return whole;
    }
    return content.parts().get(Numbers.parse("partNumber", partNumber, 1, 10_000) - 1).checksum();
  }

  private static void appendChecksum(
      HttpResponse response, @Nullable StoredChecksum checksum, String type) {
    if (checksum != null) {
      response.header(checksum.algorithm().headerName(), checksum.text());
      response.header("x-amz-checksum-type", type);
    }
  }

  private static StoredHeaders withOverrides(StoredHeaders headers, S3Request request) {
    StoredHeaders overridden = headers;
    for (Query.Parameter parameter : request.query().parameters()) {
      if (!parameter.name().startsWith("response-")) {
        continue;
      }
      if (request.authentication().isAnonymous()) {
        throw S3Error.INVALID_REQUEST.exception("Only a signed request may override headers");
      }
      String name = parameter.name().substring("response-".length()).toLowerCase(Locale.ROOT);
      if (!OVERRIDABLE.contains(name)) {
        throw S3Error.INVALID_ARGUMENT.exception(parameter.name() + " is no response header");
      }
      overridden = overridden.with(name, headerValue(parameter.value()));
    }
    return overridden;
  }

  private static String headerValue(String text) {
    if (text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0) {
      throw S3Error.INVALID_ARGUMENT.exception("A header's value has one line");
    }
    return Latin1.encodeUtf8(text);
  }
}
