package dev.sluice.store.memory;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// ETags as S3 forms them.
final class Hashes {

  private Hashes() {}

  static String md5(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  /// The MD5 of the parts' MD5s, a dash, and how many there are.
  static String multipart(byte[] content, int partSizeBytes) {
    MessageDigest all = digest();
    int parts = 0;
    for (int from = 0; from < content.length || parts == 0; from += partSizeBytes) {
      int to = Math.min(content.length, from + partSizeBytes);
      all.update(digest().digest(Arrays.copyOfRange(content, from, to)));
      parts++;
    }
    return HexFormat.of().formatHex(all.digest()) + "-" + parts;
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
