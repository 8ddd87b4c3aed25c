package dev.sluice.s3server.store;

import dev.sluice.s3server.http.ByteSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object's ETag: an MD5 and, for an object made of parts, their number.
///
/// @param high the first 8 bytes of the MD5
/// @param low the last 8 bytes
/// @param parts 0 for an object that was put in one piece
public record ETag(long high, long low, int parts) {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  public static ETag ofMd5(byte[] md5) {
    return new ETag((long) LONGS.get(md5, 0), (long) LONGS.get(md5, 8), 0);
  }

  /// The ETag of an object made of these parts: the MD5 of the parts' MD5s.
  public static ETag ofParts(List<ETag> parts) {
    MessageDigest digest = Md5.digest();
    for (ETag part : parts) {
      digest.update(part.md5());
    }
    ETag joined = ofMd5(digest.digest());
    return new ETag(joined.high, joined.low, parts.size());
  }

  /// Reads an ETag; null when the text, in quotes or not, is no ETag of this server
  public static @Nullable ETag parse(String text) {
    String bare = unquoted(text);
    int dash = bare.indexOf('-');
    String hex = dash < 0 ? bare : bare.substring(0, dash);
    if (hex.length() != 32) {
      return null;
    }
    try {
      int parts = dash < 0 ? 0 : Integer.parseInt(bare.substring(dash + 1));
      return new ETag(
          HexFormat.fromHexDigitsToLong(hex, 0, 16),
          HexFormat.fromHexDigitsToLong(hex, 16, 32),
          parts);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /// The text without the quotes and the mark of a weak ETag.
  public static String unquoted(String text) {
    String strong = text.startsWith("W/") ? text.substring(2) : text;
    boolean quoted = strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"");
    return quoted ? strong.substring(1, strong.length() - 1) : strong;
  }

  public byte[] md5() {
    byte[] md5 = new byte[16];
    LONGS.set(md5, 0, high);
    LONGS.set(md5, 8, low);
    return md5;
  }

  /// Appends the ETag without quotes.
  public void appendTo(ByteSink sink) {
    sink.hex(high).hex(low);
    if (parts > 0) {
      sink.put('-').decimal(parts);
    }
  }

  /// The ETag without quotes.
  public String text() {
    HexFormat hex = HexFormat.of();
    String md5 = hex.toHexDigits(high) + hex.toHexDigits(low);
    return parts > 0 ? md5 + '-' + parts : md5;
  }

  public String quoted() {
    return '"' + text() + '"';
  }

  @Override
  public String toString() {
    return quoted();
  }
}
