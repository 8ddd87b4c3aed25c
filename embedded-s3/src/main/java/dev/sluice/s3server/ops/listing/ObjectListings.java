package dev.sluice.s3server.ops.listing;

import dev.sluice.s3server.access.Owner;
import dev.sluice.s3server.checksum.StoredChecksum;
import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.IsoTime;
import dev.sluice.s3server.ops.Numbers;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.ops.ServerState;
import dev.sluice.s3server.store.Content;
import dev.sluice.s3server.store.ListingPage;
import dev.sluice.s3server.store.ObjectKey;
import dev.sluice.s3server.store.StoredObject;
import dev.sluice.s3server.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// ListObjectsV2 and its older sister ListObjects.
final class ObjectListings {

  private static final byte[] NOTHING = new byte[0];

  private final ServerState state;

  ObjectListings(ServerState state) {
    this.state = state;
  }

  void listV2(S3Request request, HttpResponse response) {
    ListingPage.Position from = ListingPage.Position.START;
    String startAfter = request.query("start-after");
    String token = request.query("continuation-token");
    if (token != null) {
      from = ContinuationToken.decode(token);
    } else if (startAfter != null && !startAfter.isEmpty()) {
      from = new ListingPage.Position(utf8(startAfter), false);
    }
    Page page = read(request, from, NOTHING);
    XmlWriter xml = page.begin(response);
    if (page.listing.next() != null) {
      xml.element("NextContinuationToken", ContinuationToken.encode(page.listing.next()));
    }
    xml.optional("ContinuationToken", token);
    page.optionalName(xml, "StartAfter", startAfter);
    xml.element("KeyCount", page.listing.keys().size() + page.listing.commonPrefixes().size());
    page.finish(xml, "true".equals(request.query("fetch-owner")));
  }

  void listV1(S3Request request, HttpResponse response) {
    String marker = request.query().get("marker", "");
    byte[] markerBytes = utf8(marker);
    ListingPage.Position from =
        marker.isEmpty()
            ? ListingPage.Position.START
            : new ListingPage.Position(markerBytes, false);
    Page page = read(request, from, markerBytes);
    XmlWriter xml = page.begin(response);
    page.name(xml, "Marker", markerBytes);
    if (page.listing.next() != null && page.delimiter.length > 0) {
      page.name(xml, "NextMarker", page.listing.lastName());
    }
    page.finish(xml, true);
  }

  private Page read(S3Request request, ListingPage.Position from, byte[] hidePrefixesUpTo) {
    byte[] prefix = utf8(request.query().get("prefix", ""));
    byte[] delimiter = utf8(request.query().get("delimiter", ""));
    int maxKeys = Numbers.pageSize("max-keys", request.query("max-keys"));
    ListingPage listing =
        ListingPage.read(
            state.buckets().require(request.bucketName()).objects(),
            new ListingPage.Query(prefix, delimiter, from, hidePrefixesUpTo, maxKeys));
    return new Page(request, prefix, delimiter, maxKeys, listing);
  }

  private static byte[] utf8(String text) {
    return text.isEmpty() ? NOTHING : text.getBytes(StandardCharsets.UTF_8);
  }

  /// A page on its way to XML.
  private static final class Page {
    private final String bucket;
    private final byte[] prefix;
    private final byte[] delimiter;
    private final int maxKeys;
    private final ListingPage listing;
    private final NameEncoding encoding;

    Page(S3Request request, byte[] prefix, byte[] delimiter, int maxKeys, ListingPage listing) {
      this.bucket = request.bucketName();
      this.prefix = prefix;
      this.delimiter = delimiter;
      this.maxKeys = maxKeys;
      this.listing = listing;
      this.encoding = NameEncoding.of(request);
    }

    XmlWriter begin(HttpResponse response) {
      response.header("Content-Type", "application/xml");
      XmlWriter xml = new XmlWriter(response.content()).document("ListBucketResult");
      xml.element("Name", bucket);
      name(xml, "Prefix", prefix);
      return xml;
    }

    void name(XmlWriter xml, String element, byte[] name) {
      xml.open(element);
      encoding.append(xml, name);
      xml.close(element);
    }

    void optionalName(XmlWriter xml, String element, @Nullable String name) {
      if (name != null) {
        name(xml, element, utf8(name));
      }
    }

    void finish(XmlWriter xml, boolean withOwner) {
      xml.element("MaxKeys", maxKeys);
      if (delimiter.length > 0) {
        name(xml, "Delimiter", delimiter);
      }
      encoding.declare(xml);
      xml.element("IsTruncated", listing.next() != null);
      ByteSink sink = xml.sink();
      for (int i = 0; i < listing.keys().size(); i++) {
        contents(xml, sink, listing.keys().get(i), listing.objects().get(i), withOwner);
      }
      for (byte[] common : listing.commonPrefixes()) {
        xml.open("CommonPrefixes");
        name(xml, "Prefix", common);
        xml.close("CommonPrefixes");
      }
      xml.close("ListBucketResult");
    }

    private void contents(
        XmlWriter xml, ByteSink sink, ObjectKey key, StoredObject object, boolean withOwner) {
      Content content = object.requireContent();
      sink.latin1("<Contents><Key>");
      encoding.append(xml, key.utf8());
      sink.latin1("</Key><LastModified>");
      IsoTime.append(sink, object.lastModifiedSecond());
      sink.latin1("</LastModified><ETag>&quot;");
      content.etag().appendTo(sink);
      sink.latin1("&quot;</ETag>");
      StoredChecksum checksum = content.checksum();
      if (checksum != null) {
        xml.element("ChecksumAlgorithm", checksum.algorithm().name());
        xml.element("ChecksumType", checksum.type().name());
      }
      sink.latin1("<Size>").decimal(object.sizeBytes()).latin1("</Size>");
      if (withOwner) {
        sink.latin1("<Owner><ID>").latin1(Owner.ID).latin1("</ID><DisplayName>");
        sink.latin1(Owner.DISPLAY_NAME).latin1("</DisplayName></Owner>");
      }
      sink.latin1("<StorageClass>").latin1(object.attributes().storageClass());
      sink.latin1("</StorageClass></Contents>");
    }
  }

  /// Says where the next page begins, opaque to clients.
  static final class ContinuationToken {
    private ContinuationToken() {}

    static String encode(ListingPage.Position position) {
      byte[] bytes = new byte[position.bytes().length + 1];
      bytes[0] = (byte) (position.inclusive() ? 'f' : 'a');
      System.arraycopy(position.bytes(), 0, bytes, 1, position.bytes().length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static ListingPage.Position decode(String token) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        if (bytes.length > 0 && (bytes[0] == 'f' || bytes[0] == 'a')) {
          return new ListingPage.Position(
              Arrays.copyOfRange(bytes, 1, bytes.length), bytes[0] == 'f');
        }
      } catch (IllegalArgumentException e) {
        // Refused below.
      }
      throw S3Error.INVALID_ARGUMENT.exception(
          "The continuation token is not one of this server's");
    }
  }
}
