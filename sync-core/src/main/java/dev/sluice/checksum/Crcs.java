package dev.sluice.checksum;

import dev.sluice.model.ChecksumAlgorithm;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/// CRCs of pieces, and those of joined pieces from them. A CRC is a polynomial over GF(2), reduced
/// by the one that defines it: joining multiplies the first piece's by x to the power of the
/// second's length in bits and adds the second's. The values are reflected: the highest bit stands
/// for the lowest power. Immutable.
public final class Crcs {

  private final long polynomial;
  private final int width;
  private final ChecksumAlgorithm sum;

  /// x to the power of 8, 16, 32 … bits, for lengths of 1, 2, 4 … bytes.
  private final long[] powers = new long[63];

  private static final Crcs CRC32C_SUMS = new Crcs(ChecksumAlgorithm.CRC32C, 0x82f63b78L, 32);
  private static final Crcs CRC32_SUMS = new Crcs(ChecksumAlgorithm.CRC32, 0xedb88320L, 32);
  private static final Crcs CRC64NVME_SUMS =
      new Crcs(ChecksumAlgorithm.CRC64NVME, Crc64Nvme.POLYNOMIAL, 64);

  private Crcs(ChecksumAlgorithm sum, long polynomial, int width) {
    this.sum = sum;
    this.polynomial = polynomial;
    this.width = width;
    powers[0] = 1L << (width - 1 - 8);
    for (int i = 1; i < powers.length; i++) {
      powers[i] = times(powers[i - 1], powers[i - 1]);
    }
  }

  /// Those of an algorithm.
  ///
  /// @throws IllegalArgumentException if it is no CRC
  public static Crcs of(ChecksumAlgorithm sum) {
    return switch (sum) {
      case CRC32C -> CRC32C_SUMS;
      case CRC32 -> CRC32_SUMS;
      case CRC64NVME -> CRC64NVME_SUMS;
      case SHA1, SHA256, MD5 -> throw new IllegalArgumentException(sum + " is no CRC");
    };
  }

  Checksum newChecksum() {
    return switch (sum) {
      case CRC32C -> new CRC32C();
      case CRC32 -> new CRC32();
      case CRC64NVME, SHA1, SHA256, MD5 -> newCrc64Nvme();
    };
  }

  private static Checksum newCrc64Nvme() {
    Checksum natively = NativeCrc64Nvme.newChecksum();
    return natively == null ? new Crc64Nvme() : natively;
  }

  /// The CRC of `length` bytes from `at` on.
  public long compute(byte[] bytes, int at, int length) {
    Checksum checksum = newChecksum();
    checksum.update(bytes, at, length);
    return checksum.getValue();
  }

  /// The CRC of two pieces joined.
  ///
  /// @param secondBytes how long the second is
  public long join(long first, long second, long secondBytes) {
    long shifted = first;
    for (int i = 0; secondBytes >>> i != 0; i++) {
      if ((secondBytes >>> i & 1) != 0) {
        shifted = times(shifted, powers[i]);
      }
    }
    return shifted ^ second;
  }

  private long times(long one, long other) {
    long product = 0;
    long shifting = other;
    for (int bit = width - 1; bit >= 0; bit--) {
      if ((one >>> bit & 1) != 0) {
        product ^= shifting;
      }
      shifting = (shifting >>> 1) ^ ((shifting & 1) == 0 ? 0 : polynomial);
    }
    return product;
  }

  /// What [#bytes] makes bytes of.
  ///
  /// @param bytes as many as a CRC has
  public long value(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return width == 32 ? Integer.toUnsignedLong(buffer.getInt()) : buffer.getLong();
  }

  /// As services have it: the highest byte first.
  public byte[] bytes(long value) {
    ByteBuffer buffer = ByteBuffer.allocate(width / 8);
    return (width == 32 ? buffer.putInt((int) value) : buffer.putLong(value)).array();
  }
}
