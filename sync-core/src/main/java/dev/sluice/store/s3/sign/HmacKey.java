package dev.sluice.store.s3.sign;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// A key of HMAC-SHA-256 (RFC 2104) in the two forms that it is used in.
///
/// @param inner the key, padded and mixed with 0x36: hashed before the message
/// @param outer the key, padded and mixed with 0x5c: hashed before the inner hash
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record HmacKey(byte[] inner, byte[] outer) {

  private static final int BLOCK_BYTES = 64;

  static HmacKey of(byte[] key) {
    byte[] block = Arrays.copyOf(key.length > BLOCK_BYTES ? sha256(key) : key, BLOCK_BYTES);
    byte[] inner = new byte[BLOCK_BYTES];
    byte[] outer = new byte[BLOCK_BYTES];
    for (int i = 0; i < BLOCK_BYTES; i++) {
      inner[i] = (byte) (block[i] ^ 0x36);
      outer[i] = (byte) (block[i] ^ 0x5c);
    }
    return new HmacKey(inner, outer);
  }

  private static byte[] sha256(byte[] bytes) {
    return newSha256().digest(bytes);
  }

  static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
