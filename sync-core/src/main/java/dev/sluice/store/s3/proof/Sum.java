package dev.sluice.store.s3.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The sums by which services vouch for contents, the cheapest to compute first. Processors have
/// instructions for the first four; an MD5 takes some ten times as long as a CRC-32C.
public enum Sum {
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

  /// What the headers that carry the values begin with; the sum's name in lower case follows.
  public static final String HEADER_PREFIX = "x-amz-checksum-";

  private final String header = name().toLowerCase(Locale.ROOT);

  /// The sum that a header carries.
  ///
  /// @param header its name behind [#HEADER_PREFIX], in lower case
  /// @return null where it carries none that is known
  static @Nullable Sum ofHeader(String header) {
    for (Sum sum : values()) {
      if (sum != MD5 && sum.header.equals(header)) {
        return sum;
      }
    }
    return null;
  }

  /// Whether the sum of a whole follows from the sums of its pieces, in whatever order these came.
  public boolean isCrc() {
    return switch (this) {
      case CRC32C, CRC32, CRC64NVME -> true;
      case SHA1, SHA256, MD5 -> false;
    };
  }

  /// How many bytes a value has.
  int sizeBytes() {
    return switch (this) {
      case CRC32C, CRC32 -> 4;
      case CRC64NVME -> 8;
      case MD5 -> 16;
      case SHA1 -> 20;
      case SHA256 -> 32;
    };
  }

  MessageDigest newDigest() {
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
