package dev.sluice.bench.server;

import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.xml.XmlWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One page of a listing, written into bytes while its keys are walked over. A common prefix costs
/// one seek, however much lies under it. Used by one thread.
final class ListingPage {

  /// Where a page begins.
  ///
  /// @param inclusive whether a key of exactly these bytes is still to be listed
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Position(byte[] bytes, boolean inclusive) {
    static final Position START = new Position(new byte[0], true);
  }

  /// What to list.
  ///
  /// @param delimiter empty for none
  /// @param hidePrefixesUpTo common prefixes not above these bytes are not shown; empty for none
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Query(
      byte[] prefix, byte[] delimiter, Position from, byte[] hidePrefixesUpTo, int maxKeys) {}

  private static final byte[] BEFORE_KEY = ListingDetails.ascii("<Contents><Key>");
  private static final byte[] AFTER_KEY = ListingDetails.ascii("</Key>");
  private static final byte[] OWNER =
      ListingDetails.ascii("<Owner><ID>bench</ID><DisplayName>bench</DisplayName></Owner>");
  private static final byte[] END =
      ListingDetails.ascii("<StorageClass>STANDARD</StorageClass></Contents>");

  private final Query query;
  private final boolean urlEncoded;
  private final boolean withOwner;
  private final ByteSink sink;
  private final XmlWriter xml;
  private final List<byte[]> commonPrefixes = new ArrayList<>();
  private int keys;
  private boolean truncated;
  private byte[] lastName = new byte[0];
  private boolean lastIsPrefix;

  ListingPage(Query query, boolean urlEncoded, boolean withOwner, ByteSink entries) {
    this.query = query;
    this.urlEncoded = urlEncoded;
    this.withOwner = withOwner;
    this.sink = entries;
    this.xml = new XmlWriter(sink);
  }

  Query query() {
    return query;
  }

  boolean isUrlEncoded() {
    return urlEncoded;
  }

  boolean isTruncated() {
    return truncated;
  }

  int count() {
    return keys + commonPrefixes.size();
  }

  /// The last key or common prefix of the page.
  byte[] lastName() {
    return lastName;
  }

  /// Where the next page begins, if this one is truncated.
  Position next() {
    return lastIsPrefix ? new Position(behind(lastName), true) : new Position(lastName, false);
  }

  /// Walks over the keys and writes their entries.
  void read(KeyCursor cursor) {
    byte[] prefix = query.prefix;
    if (Arrays.compareUnsigned(query.from.bytes, prefix) < 0) {
      cursor.seek(prefix, true);
    } else {
      cursor.seek(query.from.bytes, query.from.inclusive);
    }
    while (query.maxKeys > 0 && cursor.advance() && startsWithPrefix(cursor)) {
      int common = commonPrefixLength(cursor);
      if (common == 0) {
        if (isFull()) {
          return;
        }
        writeEntry(cursor);
        continue;
      }
      byte[] name = Arrays.copyOf(cursor.key(), common);
      if (Arrays.compareUnsigned(name, query.hidePrefixesUpTo) > 0) {
        if (isFull()) {
          return;
        }
        commonPrefixes.add(name);
        lastName = name;
        lastIsPrefix = true;
      }
      cursor.seek(behind(name), true);
    }
  }

  private boolean startsWithPrefix(KeyCursor cursor) {
    int length = query.prefix.length;
    return cursor.keyLength() >= length
        && Arrays.equals(cursor.key(), 0, length, query.prefix, 0, length);
  }

  /// Notes that something is left for another page when this one is full.
  private boolean isFull() {
    truncated = count() == query.maxKeys;
    return truncated;
  }

  private void writeEntry(KeyCursor cursor) {
    sink.put(BEFORE_KEY);
    if (cursor.isPlain()) {
      sink.put(cursor.key(), 0, cursor.keyLength());
    } else {
      encode(xml, cursor.key(), cursor.keyLength());
    }
    sink.put(AFTER_KEY);
    cursor.appendDetails(sink);
    if (withOwner) {
      sink.put(OWNER);
    }
    sink.put(END);
    keys++;
    if (count() == query.maxKeys) {
      lastName = Arrays.copyOf(cursor.key(), cursor.keyLength());
      lastIsPrefix = false;
    }
  }

  /// Writes what comes behind the entries.
  void finish(String root) {
    for (byte[] common : commonPrefixes) {
      xml.open("CommonPrefixes");
      name(xml, "Prefix", common);
      xml.close("CommonPrefixes");
    }
    xml.close(root);
  }

  /// Writes an element that holds a name, unless the name is empty.
  void name(XmlWriter writer, String element, byte[] name) {
    if (name.length > 0) {
      writer.open(element);
      encode(writer, name, name.length);
      writer.close(element);
    }
  }

  void encode(XmlWriter writer, byte[] name, int length) {
    if (urlEncoded) {
      Listings.appendUrlEncoded(writer.sink(), name, length);
    } else {
      writer.text(name.length == length ? name : Arrays.copyOf(name, length));
    }
  }

  /// How much of the key is a common prefix; 0 if it shows the delimiter nowhere behind the prefix.
  private int commonPrefixLength(KeyCursor cursor) {
    byte[] delimiter = query.delimiter;
    if (delimiter.length == 0) {
      return 0;
    }
    byte[] key = cursor.key();
    for (int i = query.prefix.length; i <= cursor.keyLength() - delimiter.length; i++) {
      if (key[i] == delimiter[0]
          && Arrays.equals(key, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return i + delimiter.length;
      }
    }
    return 0;
  }

  /// The smallest bytes above everything that begins with a name; a name of nothing but the highest
  /// byte, which no UTF-8 has, would have none.
  private static byte[] behind(byte[] name) {
    for (int i = name.length - 1; i >= 0; i--) {
      if (name[i] != (byte) 0xff) {
        byte[] successor = Arrays.copyOf(name, i + 1);
        successor[i]++;
        return successor;
      }
    }
    throw new IllegalArgumentException("a delimiter that is no UTF-8");
  }
}
