package dev.sluice.model;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.ArrayBlockingQueue;

/// An MD5 in two words, which takes a third of the memory of its digits.
///
/// @param high the first eight bytes, the first of them highest
/// @param low the other eight
public record Md5Value(long high, long low) {

  /// How many bytes there are.
  public static final int SIZE_BYTES = 16;

  private static final int HEX_DIGITS = 2 * SIZE_BYTES;
  private static final HexFormat HEX = HexFormat.of();

  /// Finding a new one among the providers takes as long as hashing two kilobytes. One that was
  /// taken and not given back (its update threw) is only one fewer.
  private static final ArrayBlockingQueue<MessageDigest> SPARE = new ArrayBlockingQueue<>(64);

  /// The MD5 of a content in memory.
  public static Md5Value of(byte[] content, int at, int length) {
    MessageDigest spare = SPARE.poll();
    MessageDigest digest = spare == null ? ChecksumAlgorithm.MD5.newDigest() : spare;
    digest.update(content, at, length);
    byte[] bytes = digest.digest();
    SPARE.offer(digest);
    return ofBytes(bytes, 0);
  }

  /// The MD5 whose bytes begin at an offset.
  ///
  /// @throws IndexOutOfBoundsException if there are not 16 of them
  public static Md5Value ofBytes(byte[] bytes, int at) {
    return new Md5Value(word(bytes, at), word(bytes, at + Long.BYTES));
  }

  private static long word(byte[] bytes, int at) {
    long word = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      word = word << 8 | (bytes[at + i] & 0xff);
    }
    return word;
  }

  /// The MD5 with these digits.
  ///
  /// @param hex 32 hexadecimal digits, small or capital
  /// @throws IllegalArgumentException if they are not
  public static Md5Value ofHex(String hex) {
    if (hex.length() != HEX_DIGITS) {
      throw new IllegalArgumentException("not an MD5: " + hex);
    }
    return new Md5Value(
        HexFormat.fromHexDigitsToLong(hex, 0, HEX_DIGITS / 2),
        HexFormat.fromHexDigitsToLong(hex, HEX_DIGITS / 2, HEX_DIGITS));
  }

  /// Whether these are its digits, small or capital.
  ///
  /// @param hex 32 hexadecimal digits
  public boolean isHex(String hex) {
    return equals(ofHex(hex));
  }

  /// Its digits in small letters.
  public String hex() {
    return HEX.toHexDigits(high) + HEX.toHexDigits(low);
  }

  /// Its 16 bytes.
  public byte[] bytes() {
    byte[] bytes = new byte[SIZE_BYTES];
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[i] = (byte) (high >>> (56 - 8 * i));
      bytes[Long.BYTES + i] = (byte) (low >>> (56 - 8 * i));
    }
    return bytes;
  }
}
