package dev.sluice.s3server.checksum;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// CRC-64/NVME, eight bytes at a step by eight tables.
final class Crc64Nvme implements RunningChecksum {

  /// The polynomial with its bits reversed, as the reflected algorithm needs it.
  static final long REVERSED_POLYNOMIAL = 0x9a6c9329ac4bc9b5L;

  private static final VarHandle LITTLE_ENDIAN_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long[][] TABLES = tables();

  private long register = -1;

  private static long[][] tables() {
    long[][] tables = new long[8][256];
    for (int b = 0; b < 256; b++) {
      long crc = b;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ REVERSED_POLYNOMIAL;
      }
      tables[0][b] = crc;
    }
    for (int b = 0; b < 256; b++) {
      for (int t = 1; t < 8; t++) {
        long before = tables[t - 1][b];
        tables[t][b] = (before >>> 8) ^ tables[0][(int) before & 0xff];
      }
    }
    return tables;
  }

  @Override
  public void update(byte[] bytes, int offset, int count) {
    long crc = register;
    int at = offset;
    int end = offset + count;
    for (; end - at >= 8; at += 8) {
      crc ^= (long) LITTLE_ENDIAN_LONG.get(bytes, at);
      crc =
          TABLES[7][(int) crc & 0xff]
              ^ TABLES[6][(int) (crc >>> 8) & 0xff]
              ^ TABLES[5][(int) (crc >>> 16) & 0xff]
              ^ TABLES[4][(int) (crc >>> 24) & 0xff]
              ^ TABLES[3][(int) (crc >>> 32) & 0xff]
              ^ TABLES[2][(int) (crc >>> 40) & 0xff]
              ^ TABLES[1][(int) (crc >>> 48) & 0xff]
              ^ TABLES[0][(int) (crc >>> 56) & 0xff];
    }
    for (; at < end; at++) {
      crc = (crc >>> 8) ^ TABLES[0][(int) (crc ^ bytes[at]) & 0xff];
    }
    register = crc;
  }

  @Override
  public byte[] value() {
    return ByteBuffer.allocate(8).putLong(~register).array();
  }
}
