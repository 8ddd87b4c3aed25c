package dev.sluice.s3server.ops.listing;

import dev.sluice.s3server.access.Owner;
import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.IsoTime;
import dev.sluice.s3server.ops.Numbers;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.StoredObject;
import dev.sluice.s3server.store.VersionsPage;
import dev.sluice.s3server.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// ListObjectVersions.
final class VersionListings {

  private final ServerState state;

  VersionListings(ServerState state) {
    this.state = state;
  }

  void list(S3Request request, HttpResponse response) {
    String keyMarker = request.query().get("key-marker", "");
    String versionIdMarker = request.query("version-id-marker");
    if (versionIdMarker != null && !versionIdMarker.isEmpty() && keyMarker.isEmpty()) {
      throw S3Error.INVALID_ARGUMENT.exception("A version id marker needs a key marker");
    }
    int maxKeys = Numbers.pageSize("max-keys", request.query("max-keys"));
    VersionsPage.Query query =
        new VersionsPage.Query(
            utf8(request.query().get("prefix", "")),
            utf8(request.query().get("delimiter", "")),
            utf8(keyMarker),
            versionIdMarker == null || versionIdMarker.isEmpty() ? null : versionIdMarker,
            maxKeys);
    VersionsPage page =
        VersionsPage.read(state.buckets().require(request.bucketName()).objects(), query);
    write(request, response, query, page);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void write(
      S3Request request, HttpResponse response, VersionsPage.Query query, VersionsPage page) {
    NameEncoding encoding = NameEncoding.of(request);
    XmlWriter xml = new XmlWriter(response.content()).document("ListVersionsResult");
    xml.element("Name", request.bucketName());
    name(xml, encoding, "Prefix", query.prefix());
    name(xml, encoding, "KeyMarker", query.keyMarker());
    xml.element("VersionIdMarker", text(query.versionIdMarker()));
    if (page.truncated()) {
      name(xml, encoding, "NextKeyMarker", page.lastName());
      xml.optional("NextVersionIdMarker", page.lastVersionId());
    }
    xml.element("MaxKeys", query.maxKeys());
    if (query.delimiter().length > 0) {
      name(xml, encoding, "Delimiter", query.delimiter());
    }
    encoding.declare(xml);
    xml.element("IsTruncated", page.truncated());
    page.entries().forEach(entry -> append(xml, encoding, entry));
    for (byte[] common : page.commonPrefixes()) {
      xml.open("CommonPrefixes");
      name(xml, encoding, "Prefix", common);
      xml.close("CommonPrefixes");
    }
    xml.close("ListVersionsResult");
    response.header("Content-Type", "application/xml");
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static void append(XmlWriter xml, NameEncoding encoding, VersionsPage.Entry entry) {
    StoredObject version = entry.version();
    String element = version.isDeleteMarker() ? "DeleteMarker" : "Version";
    xml.open(element);
    name(xml, encoding, "Key", entry.key().utf8());
    xml.element("VersionId", version.versionIdText()).element("IsLatest", entry.latest());
    xml.element("LastModified", IsoTime.text(version.lastModifiedSecond()));
    Content content = version.content();
    if (content != null) {
      xml.element("ETag", content.etag().quoted());
      StoredChecksum checksum = content.checksum();
      if (checksum != null) {
        xml.element("ChecksumAlgorithm", checksum.algorithm().name());
        xml.element("ChecksumType", checksum.type().name());
      }
      xml.element("Size", version.sizeBytes());
      xml.element("StorageClass", version.attributes().storageClass());
    }
    xml.open("Owner").element("ID", Owner.ID).element("DisplayName", Owner.DISPLAY_NAME);
    xml.close("Owner").close(element);
  }

  private static void name(XmlWriter xml, NameEncoding encoding, String element, byte[] name) {
    xml.open(element);
    encoding.append(xml, name);
    xml.close(element);
  }
}
