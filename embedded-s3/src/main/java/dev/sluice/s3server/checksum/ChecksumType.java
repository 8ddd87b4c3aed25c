package dev.sluice.s3server.checksum;

/// What an object's checksum is taken over.
public enum ChecksumType {
  /// Over the whole content.
  FULL_OBJECT,
  /// Over the checksums of the parts.
  COMPOSITE
}
