package dev.sluice.model;

import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a listing knows of an entry's content, beyond its size.
public sealed interface Fingerprint {

  /// The MD5 of the content, as 32 lower-case hexadecimal digits.
  ///
  /// An ETag has this form for an object written in one part. Under SSE-KMS and SSE-C it has the
  /// form and is no MD5, and a listing cannot tell: see [dev.sluice.store.Store#confirm].
  ///
  /// @param hex the digits
  record Md5(String hex) implements Fingerprint {}

  /// The ETag of an object written in parts: the MD5 of the parts' MD5s, a dash and the number of
  /// parts.
  ///
  /// @param etag the whole ETag, without quotes, in small letters
  /// @param partCount the number behind the dash, at least 1
  record MultipartETag(String etag, int partCount) implements Fingerprint {}

  /// Not known, but reading the content would tell, and reading is cheap: a local file.
  record Unread() implements Fingerprint {}

  /// Not known, and not to be had at the cost of a comparison.
  record Opaque() implements Fingerprint {}

  /// A local file's.
  Fingerprint UNREAD = new Unread();

  /// Of an object whose ETag says nothing.
  Fingerprint OPAQUE = new Opaque();

  /// What an S3 ETag says, quoted or not, in small letters or capitals.
  ///
  /// @param etag the ETag, or null where the listing has none
  static Fingerprint ofETag(@Nullable String etag) {
    if (etag == null) {
      return OPAQUE;
    }
    String bare = unquoted(etag);
    if (bare.length() == 32 && isHex(bare, 32)) {
      return new Md5(bare.toLowerCase(Locale.ROOT));
    }
    if (bare.length() > 33 && bare.length() <= 38 && bare.charAt(32) == '-' && isHex(bare, 32)) {
      int parts = decimal(bare, 33);
      return parts > 0 ? new MultipartETag(bare.toLowerCase(Locale.ROOT), parts) : OPAQUE;
    }
    return OPAQUE;
  }

  /// The ETag without the quotes that HTTP puts around it.
  static String unquoted(String etag) {
    int length = etag.length();
    return length >= 2 && etag.charAt(0) == '"' && etag.charAt(length - 1) == '"'
        ? etag.substring(1, length - 1)
        : etag;
  }

  /// Whether it begins with so many hexadecimal digits, which some services send in capitals.
  private static boolean isHex(String text, int length) {
    for (int i = 0; i < length; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static int decimal(String text, int from) {
    int number = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
