package dev.sluice.store.s3;

import dev.sluice.store.s3.ListPage.ListedObject;
import dev.sluice.store.s3.XmlPull.Event;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a page of ListObjectsV2 as it arrives. What it makes for a key is the key, its ETag and
/// the object that holds them; equal times in a row are one.
final class ListParser {

  private static final int PAGE_KEYS = 1000;

  private final XmlPull xml;
  private final List<ListedObject> objects = new ArrayList<>(PAGE_KEYS);
  private final List<String> commonPrefixes = new ArrayList<>();
  private boolean urlEncoded;
  private boolean truncated;
  private @Nullable String nextToken;

  private long latestSecond = Long.MIN_VALUE;
  private Instant latestTime = Instant.EPOCH;

  private ListParser(InputStream in) {
    this.xml = new XmlPull(in);
  }

  /// @throws IOException if it is not a listing, or breaks off
  static ListPage parse(InputStream in) throws IOException {
    return new ListParser(in).page();
  }

  private ListPage page() throws IOException {
    if (xml.next() != Event.START || !xml.is("ListBucketResult")) {
      throw new IOException("the answer is not a listing");
    }
    Event event;
    while ((event = xml.next()) != Event.END) {
      if (event == Event.END_OF_DOCUMENT) {
        throw new IOException("the listing ends before its end");
      }
      element();
    }
    return urlEncoded ? decoded() : page(objects, commonPrefixes);
  }

  private void element() throws IOException {
    if (xml.is("Contents")) {
      object();
    } else if (xml.is("CommonPrefixes")) {
      commonPrefix();
    } else if (xml.is("IsTruncated")) {
      truncated = xml.readText().text().strip().equalsIgnoreCase("true");
    } else if (xml.is("NextContinuationToken")) {
      nextToken = xml.readText().text();
    } else if (xml.is("EncodingType")) {
      urlEncoded = xml.readText().text().strip().equalsIgnoreCase("url");
    } else {
      xml.readText();
    }
  }

  private void object() throws IOException {
    String key = null;
    String etag = null;
    long sizeBytes = 0;
    Instant lastModified = Instant.EPOCH;
    while (xml.next() == Event.START) {
      if (xml.is("Key")) {
        key = xml.readText().text();
      } else if (xml.is("ETag")) {
        etag = etag();
      } else if (xml.is("Size")) {
        sizeBytes = number();
      } else if (xml.is("LastModified")) {
        lastModified = time();
      } else {
        xml.readText();
      }
    }
    if (key == null) {
      throw new IOException("the listing has an object without a key");
    }
    objects.add(new ListedObject(key, sizeBytes, lastModified, etag));
  }

  private void commonPrefix() throws IOException {
    while (xml.next() == Event.START) {
      if (xml.is("Prefix")) {
        commonPrefixes.add(xml.readText().text());
      } else {
        xml.readText();
      }
    }
  }

  private @Nullable String etag() throws IOException {
    byte[] text = xml.readText().textBytes();
    int from = 0;
    int to = xml.textLength();
    while (from < to && text[from] <= ' ' && text[from] >= 0) {
      from++;
    }
    while (to > from && text[to - 1] <= ' ' && text[to - 1] >= 0) {
      to--;
    }
    if (to - from >= 2 && text[from] == '"' && text[to - 1] == '"') {
      from++;
      to--;
    }
    return from == to ? null : xml.text(from, to);
  }

  private long number() throws IOException {
    byte[] text = xml.readText().textBytes();
    int length = xml.textLength();
    long number = 0;
    for (int i = 0; i < length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9 || length > 18) {
        throw new IOException("the listing has the size " + xml.text());
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /// `2013-05-24T00:00:00.000Z`, in whole seconds.
  private Instant time() throws IOException {
    byte[] text = xml.readText().textBytes();
    int length = xml.textLength();
    boolean isUsual =
        length >= 20
            && text[4] == '-'
            && text[7] == '-'
            && text[10] == 'T'
            && text[13] == ':'
            && text[16] == ':'
            && text[length - 1] == 'Z'
            && (text[19] == '.' || length == 20);
    return isUsual ? usualTime(text) : otherTime();
  }

  private Instant usualTime(byte[] text) throws IOException {
    int day = 100 * (100 * digits(text, 0, 4) + digits(text, 5, 2)) + digits(text, 8, 2);
    int second = 100 * (100 * digits(text, 11, 2) + digits(text, 14, 2)) + digits(text, 17, 2);
    long both = day * 1_000_000L + second;
    if (both != latestSecond) {
      try {
        latestTime =
            LocalDateTime.of(
                    day / 10_000,
                    day / 100 % 100,
                    day % 100,
                    second / 10_000,
                    second / 100 % 100,
                    second % 100)
                .toInstant(ZoneOffset.UTC);
        latestSecond = both;
      } catch (DateTimeException _) {
        throw new IOException("the listing has the time " + xml.text());
      }
    }
    return latestTime;
  }

  private static int digits(byte[] text, int from, int count) {
    int number = 0;
    for (int i = from; i < from + count; i++) {
      number = 10 * number + (text[i] - '0');
    }
    return number;
  }

  private Instant otherTime() throws IOException {
    String text = xml.text().strip();
    if (text.isEmpty()) {
      return Instant.EPOCH;
    }
    try {
      return java.time.OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeParseException e) {
      throw new IOException("the listing has the time " + text, e);
    }
  }

  private ListPage page(List<ListedObject> listed, List<String> prefixes) {
    return new ListPage(listed, prefixes, truncated, nextToken);
  }

  private ListPage decoded() throws IOException {
    for (int i = 0; i < objects.size(); i++) {
      ListedObject object = objects.get(i);
      String key = decode(object.key());
      if (!key.equals(object.key())) {
        objects.set(
            i, new ListedObject(key, object.sizeBytes(), object.lastModified(), object.etag()));
      }
    }
    for (int i = 0; i < commonPrefixes.size(); i++) {
      commonPrefixes.set(i, decode(commonPrefixes.get(i)));
    }
    return page(objects, commonPrefixes);
  }

  /// Undoes `encoding-type=url`, which writes a space as `+`.
  static String decode(String encoded) throws IOException {
    if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
      return encoded;
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte b = bytes[i];
      if (b == '+') {
        b = ' ';
      } else if (b == '%') {
        int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw new IOException("the listing has the key " + encoded + ", which is not encoded");
        }
        b = (byte) (16 * high + low);
        i += 2;
      }
      bytes[length++] = b;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
