package dev.sluice.s3server.checksum;

import java.nio.ByteBuffer;

/// The CRC of two joined pieces, from the CRCs of the pieces and the length of the second: shifting
/// the first by that many zero bytes is a linear map over GF(2), and its powers of two are
/// matrices.
final class CrcCombination {

  private CrcCombination() {}

  /// @param algorithm one of the CRCs
  /// @param first big-endian CRC of what comes first
  /// @param second big-endian CRC of what follows, `secondBytes` long
  static byte[] combine(
      ChecksumAlgorithm algorithm, byte[] first, byte[] second, long secondBytes) {
    long shifted =
        shift(asLong(first), secondBytes, polynomial(algorithm), algorithm.sizeBytes() * 8);
    long combined = shifted ^ asLong(second);
    byte[] wide = ByteBuffer.allocate(8).putLong(combined).array();
    byte[] value = new byte[algorithm.sizeBytes()];
    System.arraycopy(wide, 8 - value.length, value, 0, value.length);
    return value;
  }

  private static long polynomial(ChecksumAlgorithm algorithm) {
    return switch (algorithm) {
      case CRC32 -> 0xedb88320L;
      case CRC32C -> 0x82f63b78L;
      case CRC64NVME -> Crc64Nvme.REVERSED_POLYNOMIAL;
      case SHA1, SHA256 -> throw new IllegalArgumentException(algorithm + " cannot be combined");
    };
  }

  private static long asLong(byte[] bigEndian) {
    long value = 0;
    for (byte b : bigEndian) {
      value = value << 8 | (b & 0xff);
    }
    return value;
  }

  private static long shift(long crc, long zeroBytes, long polynomial, int width) {
    // The matrix of one zero bit: row 0 is the polynomial, the others move a bit down.
    long[] matrix = new long[width];
    matrix[0] = polynomial;
    for (int row = 1; row < width; row++) {
      matrix[row] = 1L << (row - 1);
    }
    for (int squaring = 0; squaring < 3; squaring++) {
      matrix = square(matrix); // 2, 4, then 8 zero bits: one byte
    }
    long shifted = crc;
    for (long left = zeroBytes; left != 0; left >>>= 1) {
      if ((left & 1) != 0) {
        shifted = times(matrix, shifted);
      }
      matrix = square(matrix);
    }
    return shifted;
  }

  private static long[] square(long[] matrix) {
    long[] squared = new long[matrix.length];
    for (int row = 0; row < matrix.length; row++) {
      squared[row] = times(matrix, matrix[row]);
    }
    return squared;
  }

  private static long times(long[] matrix, long vector) {
    long product = 0;
    for (int row = 0; row < matrix.length; row++) {
      if ((vector >>> row & 1) != 0) {
        product ^= matrix[row];
      }
    }
    return product;
  }
}
