package dev.sluice.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.Checksum;

/// CRC-64/NVME, for which Java has nothing: eight bytes a step, each through a table of its own
/// (Kounavis and Berry, "slicing by 8").
final class Crc64Nvme implements Checksum {

  /// With its bits reflected.
  static final long POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Row by row: what a byte becomes when 0 to 7 bytes follow it.
  private static final long[] TABLE = table();

  private long state = ~0L;

  private static long[] table() {
    long[] table = new long[8 * 256];
    for (int value = 0; value < 256; value++) {
      long crc = value;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc >>> 1) ^ (-(crc & 1) & POLYNOMIAL);
      }
      table[value] = crc;
    }
    for (int at = 256; at < table.length; at++) {
      long before = table[at - 256];
      table[at] = (before >>> 8) ^ table[(int) (before & 0xff)];
    }
    return table;
  }

  @Override
  public void update(int b) {
    state = (state >>> 8) ^ TABLE[(int) ((state ^ b) & 0xff)];
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long crc = state;
    int at = offset;
    int end = offset + length;
    for (; at <= end - 8; at += 8) {
      long word = crc ^ (long) WORDS.get(bytes, at);
      crc =
          TABLE[0x700 + (int) (word & 0xff)]
              ^ TABLE[0x600 + (int) (word >>> 8 & 0xff)]
              ^ TABLE[0x500 + (int) (word >>> 16 & 0xff)]
              ^ TABLE[0x400 + (int) (word >>> 24 & 0xff)]
              ^ TABLE[0x300 + (int) (word >>> 32 & 0xff)]
              ^ TABLE[0x200 + (int) (word >>> 40 & 0xff)]
              ^ TABLE[0x100 + (int) (word >>> 48 & 0xff)]
              ^ TABLE[(int) (word >>> 56)];
    }
    for (; at < end; at++) {
      crc = (crc >>> 8) ^ TABLE[(int) ((crc ^ bytes[at]) & 0xff)];
    }
    state = crc;
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = ~0L;
  }
}
