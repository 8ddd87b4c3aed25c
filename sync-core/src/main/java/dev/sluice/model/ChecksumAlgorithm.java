package dev.sluice.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The checksums by which services vouch for contents, the cheapest to compute first. Processors
/// have instructions for the first four; an MD5 takes some ten times as long as a CRC-32C.
public enum ChecksumAlgorithm {
  /// CRC-32C (RFC 3720).
  CRC32C,
  /// CRC-32, as in ZIP.
  CRC32,
  /// SHA-1.
  SHA1,
  /// SHA-256.
  SHA256,
  /// CRC-64/NVME, which S3 computes by itself of what is written without a checksum.
  CRC64NVME,
  /// MD5, which ETags are made of.
  MD5;

  /// Whether the checksum of a whole follows from those of its pieces, in whatever order these
  /// came.
  public boolean isCrc() {
    return switch (this) {
      case CRC32C, CRC32, CRC64NVME -> true;
      case SHA1, SHA256, MD5 -> false;
    };
  }

  /// How many bytes a value has.
  public int sizeBytes() {
    return switch (this) {
      case CRC32C, CRC32 -> 4;
      case CRC64NVME -> 8;
      case MD5 -> 16;
      case SHA1 -> 20;
      case SHA256 -> 32;
    };
  }

  /// A digest of this algorithm.
  ///
  /// @throws IllegalArgumentException if it is a CRC
  public MessageDigest newDigest() {
    String algorithm =
        switch (this) {
          case MD5 -> "MD5";
          case SHA1 -> "SHA-1";
          case SHA256 -> "SHA-256";
          case CRC32C, CRC32, CRC64NVME -> throw new IllegalArgumentException(this + " is a CRC");
        };
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
