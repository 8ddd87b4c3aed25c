package dev.sluice.content;

import dev.sluice.checksum.RunningSum;
import dev.sluice.model.ChecksumAlgorithm;
import dev.sluice.model.Fingerprint.Remembered.InParts;
import java.util.HexFormat;

/// The sum of the sums of parts of one size, as an object has it that is written in such parts: by
/// MD5s, with a dash and the number of parts behind it, it is the object's ETag. Fed in order, by
/// one thread at a time.
final class PartsDigest {

  private final ChecksumAlgorithm algorithm;
  private final long partBytes;
  private final RunningSum whole;
  private RunningSum part;
  private long inPart;
  private int parts;

  PartsDigest(ChecksumAlgorithm algorithm, long partBytes) {
    this.algorithm = algorithm;
    this.partBytes = partBytes;
    this.whole = RunningSum.of(algorithm);
    this.part = RunningSum.of(algorithm);
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
    byte[] sum = part.bytes();
    whole.update(sum, 0, sum.length);
    part = RunningSum.of(algorithm);
    inPart = 0;
    parts++;
  }

  /// The sum of all that was fed. To be called once.
  byte[] bytes() {
    if (inPart > 0) {
      endPart();
    }
    return whole.bytes();
  }

  /// The ETag of all that was fed. To be called once.
  InParts inParts() {
    String hex = HexFormat.of().formatHex(bytes());
    return new InParts(partBytes, hex + "-" + parts);
  }
}
