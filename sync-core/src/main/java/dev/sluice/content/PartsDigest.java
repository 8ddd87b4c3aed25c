package dev.sluice.content;

import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import java.security.MessageDigest;
import java.util.HexFormat;

/// The ETag that an object has when its content is written in parts of one size: the MD5 of the
/// parts' MD5s, a dash and the number of parts. Fed in order, by one thread at a time.
final class PartsDigest {

  private final long partBytes;
  private final MessageDigest part = ChecksumAlgorithm.MD5.newDigest();
  private final MessageDigest whole = ChecksumAlgorithm.MD5.newDigest();
  private long inPart;
  private int parts;

  PartsDigest(long partBytes) {
    this.partBytes = partBytes;
  }

  void update(byte[] window, int length) {
    int from = 0;
    while (from < length) {
      int take = (int) Math.min(length - from, partBytes - inPart);
      part.update(window, from, take);
      from += take;
      inPart += take;
      if (inPart == partBytes) {
        endPart();
      }
    }
  }

  private void endPart() {
    whole.update(part.digest());
    inPart = 0;
    parts++;
  }

  /// The ETag of all that was fed. To be called once.
  InParts inParts() {
    if (inPart > 0) {
      endPart();
    }
    return new InParts(partBytes, HexFormat.of().formatHex(whole.digest()) + "-" + parts);
  }
}
