package dev.sluice.store.s3.light.xml;

import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.FaultException;
import dev.sluice.store.s3.api.ListPage;
import dev.sluice.store.s3.api.ListPage.ListedObject;
import dev.sluice.store.s3.api.ListPage.Partial;
import dev.sluice.store.s3.api.ListPage.Spelling;
import dev.sluice.store.s3.api.ListPage.Whole;
import dev.sluice.store.s3.api.StorageClasses;
import dev.sluice.store.s3.light.xml.XmlPull.Event;
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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a page of ListObjectsV2 as it arrives. What it makes for a key is the key, its ETag and
/// the object that holds them; equal times and storage classes in a row are one.
public final class ListParser {

  private static final int PAGE_KEYS = 1000;

  /// Of a number; below all that a listing can say.
  private static final long NOT_SAID = -1;

  /// What a character is replaced by that cannot be carried.
  private static final char REPLACEMENT = '\ufffd';

  private final XmlPull xml;
  private final List<ListedObject> objects = new ArrayList<>(PAGE_KEYS);
  private final Set<String> doubtful = new HashSet<>();
  private final int maxKeys;
  private boolean urlEncoded;
  private @Nullable Boolean truncated;
  private @Nullable String nextToken;
  private long announced = NOT_SAID;

  private long latestSecond = Long.MIN_VALUE;
  private @Nullable Instant latestTime;
  private @Nullable String latestClass;

  private ListParser(InputStream in, int maxKeys) {
    this.xml = new XmlPull(in);
    this.maxKeys = maxKeys;
  }

  /// Reads a page.
  ///
  /// @param maxKeys how many keys were asked for at most
  /// @throws IOException if it is not a listing, breaks off, has more than was asked for, or does
  ///   not say whether there is more
  public static ListPage parse(InputStream in, int maxKeys) throws IOException {
    return new ListParser(in, maxKeys).page();
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
      requireNoMore();
    }
    if (announced != NOT_SAID) {
      ListPage.requireAnnounced(announced, objects.size());
    }
    decode();
    Boolean more = truncated;
    boolean hasToken = nextToken != null && !nextToken.isBlank();
    if (more == null && !hasToken) {
      throw new IOException("the listing does not say whether there is more");
    }
    return new ListPage(
        objects,
        hasToken || Boolean.TRUE.equals(more),
        hasToken ? nextToken : null,
        new Spelling(urlEncoded, doubtful.isEmpty() ? Set.of() : doubtful));
  }

  private void requireNoMore() throws IOException {
    if (objects.size() > maxKeys) {
      throw new IOException("the listing has more than the " + maxKeys + " keys asked for");
    }
  }

  private void element() throws IOException {
    if (xml.is("Contents")) {
      object();
    } else if (xml.is("CommonPrefixes")) {
      throw FaultException.corrupt(ListPage.ROLLED_UP);
    } else if (xml.is("IsTruncated")) {
      truncated = flag(xml.readText().text().strip());
    } else if (xml.is("NextContinuationToken")) {
      nextToken = xml.readText().text();
    } else if (xml.is("KeyCount")) {
      announced = number("number of keys");
    } else if (xml.is("EncodingType")) {
      urlEncoded = xml.readText().text().strip().equalsIgnoreCase("url");
    } else {
      xml.readText();
    }
  }

  private static boolean flag(String text) throws IOException {
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new IOException(
        "the listing says '" + text + "' where it is asked whether there is more");
  }

  private void object() throws IOException {
    String key = null;
    String etag = null;
    long sizeBytes = NOT_SAID;
    Instant lastModified = null;
    String storageClass = null;
    while (xml.next() == Event.START) {
      if (xml.is("Key")) {
        key = xml.readText().text();
      } else if (xml.is("ETag")) {
        etag = etag();
      } else if (xml.is("Size")) {
        sizeBytes = number("size");
      } else if (xml.is("LastModified")) {
        lastModified = time();
      } else if (xml.is("StorageClass")) {
        storageClass = storageClass();
      } else {
        xml.readText();
      }
    }
    if (key == null || key.isEmpty()) {
      throw new IOException("the listing has an object without a key");
    }
    if (etag == null || lastModified == null || !ListedObject.isBelievable(sizeBytes)) {
      objects.add(new Partial(key, said(sizeBytes), etag));
    } else {
      objects.add(new Whole(key, sizeBytes, lastModified, etag, storageClass));
    }
  }

  /// As nearly all write it, in quotes; what else there is is looked at by [ETags#bare].
  private @Nullable String etag() throws IOException {
    byte[] text = xml.readText().textBytes();
    int last = xml.textLength() - 1;
    boolean isUsual = last > 1 && text[0] == '"' && text[last] == '"';
    for (int i = 1; isUsual && i < last; i++) {
      isUsual = text[i] > ' ' && text[i] != '"';
    }
    return isUsual ? xml.text(1, last) : ETags.bare(xml.text());
  }

  /// As a rule that of the object before, of which nothing is made.
  private @Nullable String storageClass() throws IOException {
    byte[] text = xml.readText().textBytes();
    String latest = latestClass;
    if (latest == null || !isSame(latest, text, xml.textLength())) {
      latest = StorageClasses.of(xml.text());
      latestClass = latest;
    }
    return latest;
  }

  private static boolean isSame(String known, byte[] text, int length) {
    boolean isSame = known.length() == length;
    for (int i = 0; isSame && i < length; i++) {
      isSame = known.charAt(i) == text[i];
    }
    return isSame;
  }

  private static OptionalLong said(long number) {
    return number == NOT_SAID ? OptionalLong.empty() : OptionalLong.of(number);
  }

  /// @return [#NOT_SAID] where there is nothing
  private long number(String what) throws IOException {
    byte[] text = xml.readText().textBytes();
    int length = xml.textLength();
    if (length == 0) {
      return NOT_SAID;
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9 || length > 18) {
        throw new IOException("the listing has the " + what + " " + xml.text());
      }
      number = 10 * number + digit;
    }
    return number;
  }

  /// `2013-05-24T00:00:00.000Z`, in whole seconds.
  private @Nullable Instant time() throws IOException {
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

  private @Nullable Instant usualTime(byte[] text) throws IOException {
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

  private @Nullable Instant otherTime() throws IOException {
    String text = xml.text().strip();
    if (text.isEmpty()) {
      return null;
    }
    try {
      return java.time.OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
    } catch (DateTimeParseException e) {
      throw new IOException("the listing has the time " + text, e);
    }
  }

  private void decode() throws IOException {
    for (int i = 0; i < objects.size(); i++) {
      ListedObject object = objects.get(i);
      String key = urlEncoded ? decode(object.key()) : object.key();
      if (key.indexOf(REPLACEMENT) >= 0 && !isLiteral(object.key())) {
        doubtful.add(key);
      }
      if (!key.equals(object.key())) {
        objects.set(i, object.withKey(key));
      }
    }
  }

  /// Whether the U+FFFDs of a key are its own. Where nothing is encoded, one may stand for a
  /// character that XML cannot carry; where it is, for bytes that are no UTF-8.
  private boolean isLiteral(String listed) throws IOException {
    if (!urlEncoded || listed.indexOf(REPLACEMENT) >= 0) {
      return false;
    }
    byte[] bytes = listed.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = Arrays.copyOf(bytes, decodeInPlace(bytes, listed));
    return Arrays.equals(
        decoded, new String(decoded, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
  }

  /// Undoes `encoding-type=url`, which writes a space as `+`.
  static String decode(String encoded) throws IOException {
    if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
      return encoded;
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    return new String(bytes, 0, decodeInPlace(bytes, encoded), StandardCharsets.UTF_8);
  }

  /// @return how many of the bytes the decoded text has
  private static int decodeInPlace(byte[] bytes, String encoded) throws IOException {
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
    return length;
  }
}
