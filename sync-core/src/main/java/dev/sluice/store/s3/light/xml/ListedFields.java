package dev.sluice.store.s3.light.xml;

import dev.sluice.store.s3.api.ETags;
import dev.sluice.store.s3.api.StorageClasses;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What listings say of an object, each of the element that has just begun. Equal times and storage
/// classes in a row are one. Used by one thread.
final class ListedFields {

  /// Of a number; below all that a listing can say.
  static final long NOT_SAID = -1;

  private final XmlPull xml;
  private long latestSecond = Long.MIN_VALUE;
  private @Nullable Instant latestTime;
  private @Nullable String latestClass;

  ListedFields(XmlPull xml) {
    this.xml = xml;
  }

  /// Whether there is more.
  boolean flag() throws IOException {
    String text = xml.readText().text().strip();
    if (text.equalsIgnoreCase("true")) {
      return true;
    }
    if (text.equalsIgnoreCase("false")) {
      return false;
    }
    throw new IOException(
        "the listing says '" + text + "' where it is asked whether there is more");
  }

  /// As nearly all write it, in quotes; what else there is is looked at by [ETags#bare].
  @Nullable String etag() throws IOException {
    byte[] text = xml.readText().textBytes();
    int last = xml.textLength() - 1;
    boolean isUsual = last > 1 && text[0] == '"' && text[last] == '"';
    for (int i = 1; isUsual && i < last; i++) {
      isUsual = text[i] > ' ' && text[i] != '"';
    }
    return isUsual ? xml.text(1, last) : ETags.bare(xml.text());
  }

  /// As a rule that of the object before, of which nothing is made.
  @Nullable String storageClass() throws IOException {
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

  /// A number of what.
  ///
  /// @return [#NOT_SAID] where there is none
  long number(String what) throws IOException {
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
  @Nullable Instant time() throws IOException {
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
}
