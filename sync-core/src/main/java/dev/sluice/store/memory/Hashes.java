package dev.sluice.store.memory;

import dev.sluice.model.ChecksumAlgorithm;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// ETags as S3 forms them.
final class Hashes {

  private Hashes() {}

  static String md5(byte[] content) {
    return HexFormat.of().formatHex(ChecksumAlgorithm.MD5.newDigest().digest(content));
  }

  /// The MD5 of the parts' MD5s, a dash, and how many there are.
  static String multipart(byte[] content, int partSizeBytes) {
    MessageDigest all = ChecksumAlgorithm.MD5.newDigest();
    int parts = 0;
    for (int from = 0; from < content.length || parts == 0; from += partSizeBytes) {
      int to = Math.min(content.length, from + partSizeBytes);
      all.update(ChecksumAlgorithm.MD5.newDigest().digest(Arrays.copyOfRange(content, from, to)));
      parts++;
    }
    return HexFormat.of().formatHex(all.digest()) + "-" + parts;
  }
}
