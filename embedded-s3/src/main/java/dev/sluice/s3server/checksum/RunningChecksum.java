package dev.sluice.s3server.checksum;

/// A checksum being computed. Used by one thread.
public interface RunningChecksum {
  void update(byte[] bytes, int offset, int count);

  /// The value so far, big-endian; call it once.
  byte[] value();
}
