package dev.sluice.checksum;

import dev.sluice.model.ChecksumAlgorithm;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.zip.Checksum;

/// A checksum of bytes that come in their order. Used by one thread at a time.
public abstract sealed class RunningSum {

  private RunningSum() {}

  /// Of nothing yet, by any algorithm.
  public static RunningSum of(ChecksumAlgorithm algorithm) {
    return algorithm.isCrc() ? new OfCrc(Crcs.of(algorithm)) : new OfDigest(algorithm.newDigest());
  }

  /// Takes what comes next.
  public abstract void update(byte[] bytes, int at, int length);

  /// The checksum of all that came, as services have it: the highest byte first. To be asked once.
  public abstract byte[] bytes();

  /// The same in Base64, as in an answer's headers.
  public final String base64() {
    return Base64.getEncoder().encodeToString(bytes());
  }

  private static final class OfCrc extends RunningSum {
    private final Crcs crcs;
    private final Checksum checksum;

    OfCrc(Crcs crcs) {
      this.crcs = crcs;
      this.checksum = crcs.newChecksum();
    }

    @Override
    public void update(byte[] bytes, int at, int length) {
      checksum.update(bytes, at, length);
    }

    @Override
    public byte[] bytes() {
      return crcs.bytes(checksum.getValue());
    }
  }

  private static final class OfDigest extends RunningSum {
    private final MessageDigest digest;

    OfDigest(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public void update(byte[] bytes, int at, int length) {
      digest.update(bytes, at, length);
    }

    @Override
    public byte[] bytes() {
      return digest.digest();
    }
  }
}
