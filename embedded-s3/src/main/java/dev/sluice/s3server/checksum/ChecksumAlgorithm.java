package dev.sluice.s3server.checksum;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/// The algorithms that S3 knows.
public enum ChecksumAlgorithm {
  CRC32(4),
  CRC32C(4),
  CRC64NVME(8),
  SHA1(20),
  SHA256(32);

  private final int sizeBytes;
  private final String headerName;

  ChecksumAlgorithm(int sizeBytes) {
    this.sizeBytes = sizeBytes;
    this.headerName = "x-amz-checksum-" + name().toLowerCase(Locale.ROOT);
  }

  public int sizeBytes() {
    return sizeBytes;
  }

  /// The header (or trailer) that carries the value, in lower case.
  public String headerName() {
    return headerName;
  }

  /// The name of the XML element that carries the value.
  public String elementName() {
    return "Checksum" + name();
  }

  /// Whether the checksum of joined parts follows from the checksums of the parts.
  public boolean isCrc() {
    return this == CRC32 || this == CRC32C || this == CRC64NVME;
  }

  /// The algorithm of a name in any case; null when there is none.
  public static @Nullable ChecksumAlgorithm named(String name) {
    for (ChecksumAlgorithm algorithm : values()) {
      if (algorithm.name().equalsIgnoreCase(name)) {
        return algorithm;
      }
    }
    return null;
  }

  /// The algorithm whose value a header carries; null when it carries none.
  public static @Nullable ChecksumAlgorithm ofHeader(String headerName) {
    if (!headerName.startsWith("x-amz-checksum-")) {
      return null;
    }
    for (ChecksumAlgorithm algorithm : values()) {
      if (algorithm.headerName.equals(headerName)) {
        return algorithm;
      }
    }
    return null;
  }

  public RunningChecksum start() {
    return switch (this) {
      case CRC32 -> of(new CRC32());
      case CRC32C -> of(new CRC32C());
      case CRC64NVME -> new Crc64Nvme();
      case SHA1 -> of(digest("SHA-1"));
      case SHA256 -> of(digest("SHA-256"));
    };
  }

  private static RunningChecksum of(Checksum crc) {
    return new RunningChecksum() {
      @Override
      public void update(byte[] bytes, int offset, int count) {
        crc.update(bytes, offset, count);
      }

      @Override
      public byte[] value() {
        return ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
      }
    };
  }

  private static RunningChecksum of(MessageDigest digest) {
    return new RunningChecksum() {
      @Override
      public void update(byte[] bytes, int offset, int count) {
        digest.update(bytes, offset, count);
      }

      @Override
      public byte[] value() {
        return digest.digest();
      }
    };
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + name, e);
    }
  }
}
