package dev.sluice.bench.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Stands for a set of keys and their contents, whatever their order: two that are equal hold the
/// same objects.
///
/// @param objects how many
/// @param bytes of all of them
/// @param mix a sum over the keys and the MD5s of their contents
public record Fingerprint(long objects, long bytes, long mix) {

  public static final Fingerprint EMPTY = new Fingerprint(0, 0, 0);

  /// Of one object.
  ///
  /// @param md5 of the content, 32 hexadecimal digits
  public static Fingerprint of(String key, long bytes, String md5) {
    byte[] digest = md5().digest((key + '\0' + md5).getBytes(StandardCharsets.UTF_8));
    long mix = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      mix = (mix << 8) | (digest[i] & 0xff);
    }
    return new Fingerprint(1, bytes, mix);
  }

  public Fingerprint plus(Fingerprint other) {
    return new Fingerprint(objects + other.objects, bytes + other.bytes, mix + other.mix);
  }

  /// The MD5 of a content in hexadecimal digits.
  public static String md5Of(byte[] content) {
    return HexFormat.of().formatHex(md5().digest(content));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has MD5", e);
    }
  }

  @Override
  public String toString() {
    return "%,d objects of %,d bytes (%016x)".formatted(objects, bytes, mix);
  }
}
