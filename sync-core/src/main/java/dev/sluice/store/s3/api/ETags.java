package dev.sluice.store.s3.api;

import dev.sluice.model.Fingerprint;
import dev.sluice.store.StoredContent;
import org.jspecify.annotations.Nullable;

/// What may be concluded from an ETag.
public final class ETags {

  private ETags() {}

  /// The ETag as conditional requests carry it.
  public static String quoted(String etag) {
    return '"' + etag + '"';
  }

  /// The ETag without quotes, and without the mark of a weak one; null where the answer has none
  /// (Ceph's to a completed upload is empty), or something that cannot be one.
  public static @Nullable String bare(@Nullable String etag) {
    if (etag == null) {
      return null;
    }
    String text = etag.strip();
    String bare = Fingerprint.unquoted(text.startsWith("W/\"") ? text.substring(2) : text);
    return canBeOne(bare) ? bare : null;
  }

  private static boolean canBeOne(String bare) {
    for (int i = 0; i < bare.length(); i++) {
      if (bare.charAt(i) <= ' ' || bare.charAt(i) == '"') {
        return false;
      }
    }
    return !bare.isEmpty();
  }

  /// What was copied, if the answer gives its ETag.
  ///
  /// @throws FaultException if it does not
  public static StoredContent requireCopied(StoredContent copied) throws FaultException {
    if (copied.etag() == null) {
      throw FaultException.corrupt("the answer does not say what was copied");
    }
    return copied;
  }

  /// Whether two ETags without quotes name the same content. Some services write the digits in
  /// capitals in one answer and not in another, and proxies that recode a body make an ETag weak.
  public static boolean same(String one, String other) {
    return strong(one).equalsIgnoreCase(strong(other));
  }

  private static String strong(String etag) {
    return etag.startsWith("W/") ? Fingerprint.unquoted(etag.substring(2)) : etag;
  }

  /// Whether `fingerprint` contradicts this MD5. A fingerprint that is no MD5 contradicts nothing.
  public static boolean contradicts(Fingerprint fingerprint, String md5Hex) {
    return fingerprint instanceof Fingerprint.Md5(String digits)
        && !digits.equalsIgnoreCase(md5Hex);
  }
}
