package dev.sluice.flow;

import java.util.concurrent.ArrayBlockingQueue;

/// Byte arrays of one length that are used again: a new one of some megabytes is cleared first and
/// goes past the collector's young generation. Thread-safe.
public final class SpareBuffers {

  private final int lengthBytes;
  private final ArrayBlockingQueue<byte[]> spare;

  /// @param lengthBytes of each
  /// @param most how many are kept for later
  public SpareBuffers(int lengthBytes, int most) {
    this.lengthBytes = lengthBytes;
    this.spare = new ArrayBlockingQueue<>(most);
  }

  /// One that is `bytes` long, whose content is anything: a used one if that is the length of all.
  public byte[] take(int bytes) {
    byte[] buffer = bytes == lengthBytes ? spare.poll() : null;
    return buffer == null ? new byte[bytes] : buffer;
  }

  /// Takes one back that nobody uses any more. One that is never given back is only one fewer.
  public void give(byte[] buffer) {
    if (buffer.length == lengthBytes) {
      spare.offer(buffer);
    }
  }
}
