package dev.sluice.s3server.ops.listing;

import dev.sluice.s3server.access.Owner;
import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.ops.Numbers;
import dev.sluice.s3server.ops.S3Request;
import dev.sluice.s3server.store.KeyCursor;
import dev.sluice.s3server.store.ListingPage;
import dev.sluice.s3server.store.ObjectAttributes;
import dev.sluice.s3server.xml.XmlWriter;
import java.nio.charset.StandardCharsets;

/// Writes a page of objects straight into the bytes of the answer while its keys are walked over.
/// What the page's head says is known only behind its entries. Used by one thread.
final class PageWriter implements ListingPage.Entries {

  private static final String ROOT = "ListBucketResult";
  private static final byte[] BEFORE_KEY = ascii("<Contents><Key>");
  private static final byte[] AFTER_KEY = ascii("</Key>");
  private static final byte[] OWNER =
      ascii(
          "<Owner><ID>"
              + Owner.ID
              + "</ID><DisplayName>"
              + Owner.DISPLAY_NAME
              + "</DisplayName></Owner>");
  private static final byte[] STANDARD_CLASS =
      ascii("<StorageClass>" + ObjectAttributes.STANDARD + "</StorageClass></Contents>");
  private static final byte[] BEFORE_CLASS = ascii("<StorageClass>");
  private static final byte[] AFTER_CLASS = ascii("</StorageClass></Contents>");

  private final byte[] prefix;
  private final byte[] delimiter;
  private final int maxKeys;
  private final NameEncoding encoding;
  private final boolean withOwner;
  private final XmlWriter entries;
  private final ByteSink sink;
  private final XmlWriter head;
  private final ByteSink commonPrefixes = new ByteSink(64);

  PageWriter(S3Request request, HttpResponse response, boolean withOwner) {
    this.prefix = ObjectListings.utf8(request.query().get("prefix", ""));
    this.delimiter = ObjectListings.utf8(request.query().get("delimiter", ""));
    this.maxKeys = Numbers.pageSize("max-keys", request.query("max-keys"));
    this.encoding = NameEncoding.of(request);
    this.withOwner = withOwner;
    response.header("Content-Type", "application/xml");
    this.sink = response.content();
    this.entries = new XmlWriter(sink);
    this.head = new XmlWriter(response.beforeContent()).document(ROOT);
    head.element("Name", request.bucketName());
    name(head, "Prefix", prefix);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  boolean hasDelimiter() {
    return delimiter.length > 0;
  }

  /// What stands before the entries.
  XmlWriter head() {
    return head;
  }

  void name(XmlWriter xml, String element, byte[] name) {
    xml.open(element);
    encoding.append(xml, name);
    xml.close(element);
  }

  /// Writes the entries.
  ListingPage write(KeyCursor cursor, ListingPage.Position from, byte[] hidePrefixesUpTo) {
    return ListingPage.read(
        cursor, new ListingPage.Query(prefix, delimiter, from, hidePrefixesUpTo, maxKeys), this);
  }

  @Override
  public void key(KeyCursor cursor) {
    sink.put(BEFORE_KEY);
    if (cursor.isPlain()) {
      sink.put(cursor.key(), 0, cursor.key().length);
    } else {
      encoding.append(entries, cursor.key(), cursor.key().length);
    }
    sink.put(AFTER_KEY);
    cursor.appendDetails(sink);
    if (withOwner) {
      sink.put(OWNER);
    }
    String storageClass = cursor.storageClass();
    if (storageClass.equals(ObjectAttributes.STANDARD)) {
      sink.put(STANDARD_CLASS);
    } else {
      sink.put(BEFORE_CLASS).latin1(storageClass).put(AFTER_CLASS);
    }
  }

  @Override
  public void commonPrefix(byte[] common) {
    XmlWriter xml = new XmlWriter(commonPrefixes);
    xml.open("CommonPrefixes");
    name(xml, "Prefix", common);
    xml.close("CommonPrefixes");
  }

  /// Ends the head and the document.
  void finish(ListingPage listing) {
    head.element("MaxKeys", maxKeys);
    if (hasDelimiter()) {
      name(head, "Delimiter", delimiter);
    }
    encoding.declare(head);
    head.element("IsTruncated", listing.next() != null);
    sink.put(commonPrefixes.array(), 0, commonPrefixes.length());
    entries.close(ROOT);
  }
}
