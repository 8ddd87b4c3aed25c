package dev.sluice.model;

import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is known of an entry's content beyond its size, and the ETag that says so.
public sealed interface Fingerprint {

  /// The ETag as the store sent it, without quotes, for conditional requests; null where there is
  /// none.
  @Nullable String etag();

  /// The MD5 of the content.
  ///
  /// An ETag has this form for an object written in one part. Under SSE-KMS and SSE-C it has the
  /// form and is no MD5, and a listing cannot tell: see [dev.sluice.store.Store#confirm].
  ///
  /// @param etag 32 hexadecimal digits, as they were sent
  record Md5(String etag) implements Fingerprint {

    /// The digits in small letters.
    public String hex() {
      return etag.toLowerCase(Locale.ROOT);
    }
  }

  /// The ETag of an object written in parts: the MD5 of the parts' MD5s, a dash and the number of
  /// parts.
  ///
  /// @param etag the whole ETag, as it was sent
  /// @param partCount the number behind the dash, at least 1
  record MultipartETag(String etag, int partCount) implements Fingerprint {

    /// The whole ETag in small letters.
    public String text() {
      return etag.toLowerCase(Locale.ROOT);
    }
  }

  /// Not known, but reading the content would tell, and reading is cheap: a local file.
  record Unread() implements Fingerprint {
    @Override
    public @Nullable String etag() {
      return null;
    }
  }

  /// Not known, and not to be had at the cost of a comparison.
  ///
  /// @param etag an ETag that says nothing of the content, or is not believed; null where there is
  ///   none
  record Opaque(@Nullable String etag) implements Fingerprint {}

  /// A local file's.
  Fingerprint UNREAD = new Unread();

  /// Of an object without an ETag.
  Fingerprint OPAQUE = new Opaque(null);

  /// What an S3 ETag says, quoted or not, in small letters or capitals.
  ///
  /// @param etag the ETag, or null where the listing has none
  static Fingerprint ofETag(@Nullable String etag) {
    String bare = etag == null ? "" : unquoted(etag);
    int length = bare.length();
    if (length == 0) {
      return OPAQUE;
    }
    if (length == 32 && isHex(bare, 32)) {
      return new Md5(bare);
    }
    if (length > 33 && length <= 38 && bare.charAt(32) == '-' && isHex(bare, 32)) {
      int parts = decimal(bare, 33);
      return parts > 0 ? new MultipartETag(bare, parts) : new Opaque(bare);
    }
    return new Opaque(bare);
  }

  /// Whether both are digests, made in the same way, and the same. Some services send the digits in
  /// capitals.
  static boolean areSameDigest(Fingerprint one, Fingerprint other) {
    return switch (one) {
      case Md5(String digits) ->
          other instanceof Md5(String others) && digits.equalsIgnoreCase(others);
      case MultipartETag(String digits, _) ->
          other instanceof MultipartETag(String others, _) && digits.equalsIgnoreCase(others);
      case Unread _, Opaque _ -> false;
    };
  }

  /// The same ETag, not believed to be a digest.
  static Fingerprint withoutDigest(Fingerprint fingerprint) {
    return switch (fingerprint) {
      case Md5(String digits) -> new Opaque(digits);
      case MultipartETag(String digits, _) -> new Opaque(digits);
      case Unread _, Opaque _ -> fingerprint;
    };
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
