package dev.sluice.state;

import java.util.Arrays;

/// Bytes that grow. Used by one thread at a time.
final class ByteSink {

  private byte[] bytes = new byte[4096];
  private int length;

  int length() {
    return length;
  }

  byte[] array() {
    return bytes;
  }

  void clear() {
    length = 0;
  }

  void put(int value) {
    ensure(1);
    bytes[length++] = (byte) value;
  }

  void put(byte[] from, int at, int count) {
    ensure(count);
    System.arraycopy(from, at, bytes, length, count);
    length += count;
  }

  /// Seven bits a byte, the lowest first.
  void putVarint(long value) {
    ensure(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /// A number near 0, of either sign.
  void putSigned(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  void putInt(int value) {
    ensure(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      bytes[length++] = (byte) (value >>> shift);
    }
  }

  void putLong(long value) {
    putInt((int) (value >>> 32));
    putInt((int) value);
  }

  /// Overwrites four bytes that were put before.
  void setInt(int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >>> (24 - 8 * i));
    }
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  private void ensure(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
