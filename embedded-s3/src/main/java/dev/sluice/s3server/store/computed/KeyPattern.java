package dev.sluice.s3server.store.computed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys that are computed from their rank in key order, and found again by binary search.
///
/// A pattern is text with fields in it: `%09d` is a number in decimal, `%32x` one in hexadecimal,
/// both with zeros in front, so that every key has the same length and the order of numbers is that
/// of keys. The last field counts fastest; a hexadecimal last field does not count but spreads its
/// values evenly over all it can hold, as hashes do. Fields before it are folders, as it were: each
/// takes as many values as `fan` says, or as it has room for. Immutable.
public final class KeyPattern {

  private static final Pattern FIELD = Pattern.compile("%0?([1-9][0-9]?)([dx])");

  /// Characters that are the same in a key, in XML and in a URL-encoded listing.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~/-]*");

  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int MAX_HEX_DIGITS = 15;
  private static final int MAX_DECIMAL_DIGITS = 18;

  /// A field: where it lies in the key, and how many values it takes.
  private record Field(int at, int width, int radix, long values) {

    /// How many values there is room for.
    static long room(int width, int radix) {
      int digits = Math.min(width, radix == 16 ? MAX_HEX_DIGITS : MAX_DECIMAL_DIGITS);
      long room = 1;
      for (int i = 0; i < digits; i++) {
        room *= radix;
      }
      return room;
    }
  }

  private final byte[] template;
  private final List<Field> folders;
  private final Field last;
  private final long keys;

  private KeyPattern(byte[] template, List<Field> folders, Field last, long keys) {
    this.template = template;
    this.folders = folders;
    this.last = last;
    this.keys = keys;
  }

  /// Reads a pattern.
  ///
  /// @param fan how many values the fields before the last take, from the first on; may be shorter
  /// @throws IllegalArgumentException if the pattern cannot hold so many keys, or has characters
  ///   that would have to be encoded
  static KeyPattern of(String pattern, long keys, List<Long> fan) {
    StringBuilder text = new StringBuilder();
    List<Field> fields = new ArrayList<>();
    Matcher matcher = FIELD.matcher(pattern);
    int from = 0;
    while (matcher.find()) {
      text.append(pattern, from, matcher.start());
      from = matcher.end();
      int width = Integer.parseInt(matcher.group(1));
      int radix = matcher.group(2).equals("x") ? 16 : 10;
      long room = Field.room(width, radix);
      long values = fields.size() < fan.size() ? Math.min(room, fan.get(fields.size())) : room;
      fields.add(new Field(text.length(), width, radix, values));
      text.append("0".repeat(width));
    }
    text.append(pattern.substring(from));
    if (fields.isEmpty() || !PLAIN.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a pattern has fields such as %09d or %32x between letters, digits and ._~/-: "
              + pattern);
    }
    return fitted(text.toString(), fields, keys);
  }

  private static KeyPattern fitted(String text, List<Field> fields, long keys) {
    Field widest = fields.getLast();
    List<Field> folders = List.copyOf(fields.subList(0, fields.size() - 1));
    long inLast = keys;
    for (Field folder : folders) {
      inLast = Math.ceilDiv(inLast, folder.values);
    }
    inLast = Math.max(1, inLast);
    if (keys < 0 || inLast > Field.room(widest.width, widest.radix)) {
      throw new IllegalArgumentException("the pattern has no room for " + keys + " keys");
    }
    byte[] template = text.getBytes(StandardCharsets.US_ASCII);
    Field last = new Field(widest.at, widest.width, widest.radix, inLast);
    return new KeyPattern(template, folders, last, keys);
  }

  long keys() {
    return keys;
  }

  /// A buffer to write keys into, all of which fill it.
  byte[] newBuffer() {
    return template.clone();
  }

  /// Writes the key of a rank.
  ///
  /// @param buffer of [#newBuffer]
  void write(long rank, byte[] buffer) {
    long folder = rank / last.values;
    long inFolder = rank - folder * last.values;
    if (last.radix == 10) {
      writeNumber(buffer, last, inFolder);
    } else {
      writeHash(buffer, rank, inFolder);
    }
    for (int i = folders.size() - 1; i >= 0; i--) {
      Field field = folders.get(i);
      writeNumber(buffer, field, folder % field.values);
      folder /= field.values;
    }
  }

  private static void writeNumber(byte[] buffer, Field field, long number) {
    long rest = number;
    for (int at = field.at + field.width - 1; at >= field.at; at--) {
      long next = field.radix == 16 ? rest >>> 4 : rest / 10;
      buffer[at] = DIGITS[(int) (rest - next * field.radix)];
      rest = next;
    }
  }

  /// The space of values in equal stretches, one for each key, and the key somewhere in its own.
  private void writeHash(byte[] buffer, long rank, long inFolder) {
    int digits = Math.min(last.width, MAX_HEX_DIGITS);
    long stretch = Field.room(last.width, 16) / last.values;
    long noise = mix(rank);
    long value = inFolder * stretch + (noise >>> 1) % stretch;
    for (int at = last.at + digits - 1; at >= last.at; at--) {
      buffer[at] = DIGITS[(int) value & 0xf];
      value >>>= 4;
    }
    for (int at = last.at + digits; at < last.at + last.width; at++) {
      noise = noise * 0x9e3779b97f4a7c15L + 1;
      buffer[at] = DIGITS[(int) (noise >>> 60)];
    }
  }

  /// The lowest rank whose key is not below these bytes; [#keys] if all are.
  ///
  /// @param inclusive whether a key of exactly these bytes counts
  long rankOf(byte[] bytes, boolean inclusive) {
    byte[] buffer = newBuffer();
    long low = 0;
    long high = keys;
    while (low < high) {
      long middle = (low + high) >>> 1;
      write(middle, buffer);
      int order = Arrays.compareUnsigned(buffer, bytes);
      if (order < 0 || (order == 0 && !inclusive)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Scatters a number over all 64 bits, each number to another.
  static long mix(long number) {
    long z = (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
