package dev.sluice.state;

/// Reads what a [ByteSink] has written. Used by one thread at a time.
final class ByteSource {

  private final byte[] bytes;
  private final int end;
  private int at;

  ByteSource(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean hasMore() {
    return at < end;
  }

  int position() {
    return at;
  }

  int next() throws DamagedException {
    if (at >= end) {
      throw new DamagedException("it ends within a value");
    }
    return bytes[at++] & 0xff;
  }

  /// Passes over so many bytes; where they begin.
  int skip(int count) throws DamagedException {
    if (count < 0 || count > end - at) {
      throw new DamagedException("it ends within a value");
    }
    int from = at;
    at += count;
    return from;
  }

  long varint() throws DamagedException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = next();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new DamagedException("a number has no end");
  }

  int length() throws DamagedException {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new DamagedException("a length of " + value);
    }
    return (int) value;
  }

  long signed() throws DamagedException {
    long value = varint();
    return (value >>> 1) ^ -(value & 1);
  }

  int readInt() throws DamagedException {
    int from = skip(4);
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = (value << 8) | (bytes[from + i] & 0xff);
    }
    return value;
  }

  long readLong() throws DamagedException {
    long high = (long) readInt() << 32;
    return high | (readInt() & 0xffffffffL);
  }
}
