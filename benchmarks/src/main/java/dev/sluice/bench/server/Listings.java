package dev.sluice.bench.server;

import dev.sluice.s3server.error.S3Error;
import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.PercentCoding;
import dev.sluice.s3server.xml.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// ListObjectsV2 and its older sister ListObjects.
final class Listings {

  private static final int MAX_KEYS = 1000;
  private static final byte[] NOTHING = new byte[0];

  private final Buckets buckets;

  Listings(Buckets buckets) {
    this.buckets = buckets;
  }

  void listV2(Exchange exchange) {
    ListingPage.Position from = ListingPage.Position.START;
    byte[] startAfter = exchange.queryBytes("start-after");
    String token = exchange.query().get("continuation-token");
    if (token != null) {
      from = decode(token);
    } else if (startAfter.length > 0) {
      from = new ListingPage.Position(startAfter, false);
    }
    ListingPage page = page(exchange, from, NOTHING, exchange.query().has("fetch-owner"));
    XmlWriter head = begin(exchange, page);
    page.name(head, "StartAfter", startAfter);
    if (token != null) {
      head.element("ContinuationToken", token);
    }
    if (page.isTruncated()) {
      head.element("NextContinuationToken", encode(page.next()));
    }
    head.element("KeyCount", page.count());
    send(exchange, head, page);
  }

  void listV1(Exchange exchange) {
    byte[] marker = exchange.queryBytes("marker");
    ListingPage.Position from =
        marker.length == 0 ? ListingPage.Position.START : new ListingPage.Position(marker, false);
    ListingPage page = page(exchange, from, marker, true);
    XmlWriter head = begin(exchange, page);
    head.open("Marker");
    page.encode(head, marker, marker.length);
    head.close("Marker");
    if (page.isTruncated() && !exchange.query().get("delimiter", "").isEmpty()) {
      page.name(head, "NextMarker", page.lastName());
    }
    send(exchange, head, page);
  }

  private ListingPage page(
      Exchange exchange, ListingPage.Position from, byte[] hidePrefixesUpTo, boolean withOwner) {
    Bucket bucket = buckets.require(exchange.bucketName());
    int maxKeys = MAX_KEYS;
    if (exchange.query().has("max-keys")) {
      maxKeys = Math.clamp(exchange.queryNumber("max-keys"), 0, MAX_KEYS);
    }
    ByteSink entries = Scratch.get().listingEntries;
    entries.clear();
    ListingPage page =
        new ListingPage(
            new ListingPage.Query(
                exchange.queryBytes("prefix"),
                exchange.queryBytes("delimiter"),
                from,
                hidePrefixesUpTo,
                maxKeys),
            exchange.query().get("encoding-type", "").equals("url"),
            withOwner,
            entries);
    page.read(bucket.cursor());
    return page;
  }

  private static XmlWriter begin(Exchange exchange, ListingPage page) {
    exchange.response().header("Content-Type", "application/xml");
    ByteSink sink = Scratch.get().listingHead;
    sink.clear();
    XmlWriter xml = new XmlWriter(sink).document("ListBucketResult");
    xml.element("Name", exchange.bucketName());
    byte[] prefix = page.query().prefix();
    xml.open("Prefix");
    page.encode(xml, prefix, prefix.length);
    xml.close("Prefix").element("MaxKeys", page.query().maxKeys());
    page.name(xml, "Delimiter", page.query().delimiter());
    if (page.isUrlEncoded()) {
      xml.element("EncodingType", "url");
    }
    return xml;
  }

  /// Sends the head and the entries, which were written apart because the head tells what is known
  /// only behind the entries.
  private static void send(Exchange exchange, XmlWriter head, ListingPage page) {
    head.element("IsTruncated", page.isTruncated());
    page.finish("ListBucketResult");
    ByteSink first = head.sink();
    ByteSink second = Scratch.get().listingEntries;
    exchange
        .response()
        .payload(
            (output, _, _) -> {
              output.write(first.array(), 0, first.length());
              output.write(second.array(), 0, second.length());
            },
            0,
            (long) first.length() + second.length());
  }

  private static String encode(ListingPage.Position position) {
    byte[] bytes = new byte[position.bytes().length + 1];
    bytes[0] = (byte) (position.inclusive() ? 'f' : 'a');
    System.arraycopy(position.bytes(), 0, bytes, 1, position.bytes().length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static ListingPage.Position decode(String token) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(token.getBytes(StandardCharsets.ISO_8859_1));
      if (bytes.length > 0 && (bytes[0] == 'f' || bytes[0] == 'a')) {
        return new ListingPage.Position(
            Arrays.copyOfRange(bytes, 1, bytes.length), bytes[0] == 'f');
      }
    } catch (IllegalArgumentException e) {
      // Refused below.
    }
    throw S3Error.INVALID_ARGUMENT.exception("The continuation token is not of this server");
  }

  /// Appends a name as `encoding-type=url` has it: a space becomes `+`, and `/` and `*` stay.
  static void appendUrlEncoded(ByteSink sink, byte[] name, int length) {
    for (int i = 0; i < length; i++) {
      byte b = name[i];
      if (b == ' ') {
        sink.put('+');
      } else if (b == '*') {
        sink.put(b);
      } else {
        PercentCoding.encode(sink, b, true);
      }
    }
  }
}
