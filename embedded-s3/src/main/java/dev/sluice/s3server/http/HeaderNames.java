package dev.sluice.s3server.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of a header's name into a lower-case string, without allocating for names that
/// are often seen.
final class HeaderNames {

  private static final int SLOTS = 512;
  private static final @Nullable String[] KNOWN = new String[SLOTS];

  static {
    String names =
        "host user-agent accept accept-encoding connection content-length content-type content-md5 expect authorization"
            + " transfer-encoding content-encoding cache-control content-disposition content-language expires range date"
            + " if-match if-none-match if-modified-since if-unmodified-since origin referer amz-sdk-invocation-id"
            + " amz-sdk-request x-amz-date x-amz-content-sha256 x-amz-decoded-content-length x-amz-trailer"
            + " x-amz-sdk-checksum-algorithm x-amz-checksum-crc32 x-amz-checksum-crc32c x-amz-checksum-crc64nvme"
            + " x-amz-checksum-sha1 x-amz-checksum-sha256 x-amz-checksum-mode x-amz-checksum-algorithm x-amz-acl"
            + " x-amz-checksum-type x-amz-copy-source x-amz-copy-source-range x-amz-copy-source-if-match"
            + " x-amz-metadata-directive x-amz-tagging x-amz-tagging-directive x-amz-storage-class x-amz-te"
            + " x-amz-security-token x-amz-server-side-encryption x-amz-object-attributes x-amz-meta-s3cmd-attrs";
    for (String name : names.split(" ", -1)) {
      byte[] ascii = name.getBytes(StandardCharsets.US_ASCII);
      int slot = slot(ascii, 0, ascii.length);
      while (KNOWN[slot] != null) {
        slot = (slot + 1) % SLOTS;
      }
      KNOWN[slot] = name.intern();
    }
  }

  private HeaderNames() {}

  /// Lower-cases the bytes in place and gives them as a string.
  static String lowerCase(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b >= 'A' && b <= 'Z') {
        bytes[i] = (byte) (b + 32);
      }
    }
    for (int slot = slot(bytes, from, to); ; slot = (slot + 1) % SLOTS) {
      String known = KNOWN[slot];
      if (known == null) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
      }
      if (matches(known, bytes, from, to)) {
        return known;
      }
    }
  }

  private static int slot(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash * 31 + bytes[i];
    }
    return (hash ^ (hash >>> 15)) & (SLOTS - 1);
  }

  private static boolean matches(String known, byte[] bytes, int from, int to) {
    if (known.length() != to - from) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (known.charAt(i - from) != (bytes[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }
}
