package dev.sluice.store.s3.sign;

import dev.sluice.store.s3.http.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;

/// What one signature is computed with, used over again. Used by one thread at a time.
final class Hashing {

  private static final int HASH_BYTES = 32;
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final MessageDigest sha256 = HmacKey.newSha256();
  private final byte[] hash = new byte[HASH_BYTES];
  private final byte[] hex = new byte[2 * HASH_BYTES];
  private final Utf8Buffer text = new Utf8Buffer(1024);
  private final Utf8Buffer message = new Utf8Buffer(1024);

  /// An empty text, the same one each time.
  Utf8Buffer text() {
    return text.clear();
  }

  String sha256Hex(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
    finish(hash);
    return hashInHex();
  }

  String hmacHex(HmacKey key, String signed) {
    hmacInto(key, signed);
    return hashInHex();
  }

  byte[] hmac(HmacKey key, String signed) {
    hmacInto(key, signed);
    return hash.clone();
  }

  private void hmacInto(HmacKey key, String signed) {
    message.clear().add(signed);
    sha256.update(key.inner());
    sha256.update(message.bytes(), 0, message.length());
    finish(hash);
    sha256.update(key.outer());
    sha256.update(hash);
    finish(hash);
  }

  private void finish(byte[] into) {
    try {
      sha256.digest(into, 0, HASH_BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("a SHA-256 has 32 bytes", e);
    }
  }

  private String hashInHex() {
    for (int i = 0; i < HASH_BYTES; i++) {
      hex[2 * i] = DIGITS[(hash[i] >> 4) & 15];
      hex[2 * i + 1] = DIGITS[hash[i] & 15];
    }
    return new String(hex, StandardCharsets.ISO_8859_1);
  }
}
