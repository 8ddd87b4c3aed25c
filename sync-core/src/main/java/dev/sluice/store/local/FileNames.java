package dev.sluice.store.local;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;

/// Between the names of files, which are bytes, and text.
///
/// Java decodes names by the locale and puts U+FFFD for what it cannot decode; a path keeps its
/// bytes, so decoding and encoding again tells whether anything was lost.
final class FileNames {

  private static final char REPLACEMENT = '\ufffd';

  private FileNames() {}

  /// Refuses to work where names are not decoded as UTF-8, as under `LC_ALL=C`.
  static void requireUtf8(Path anyPath) throws StoreException {
    boolean utf8;
    try {
      Path probe = anyPath.getFileSystem().getPath("/\u00e9\u20ac");
      utf8 = probe.toUri().getRawPath().startsWith("/%C3%A9%E2%82%AC");
    } catch (InvalidPathException e) {
      utf8 = false;
    }
    if (!utf8) {
      throw new StoreException(
          Kind.OTHER,
          "file names are read as "
              + System.getProperty("sun.jnu.encoding")
              + ", not UTF-8: set LC_ALL=C.UTF-8");
    }
  }

  /// Whether `text`, decoded from `name`, says exactly which bytes the name has.
  static boolean isExact(Path name, String text) {
    return text.indexOf(REPLACEMENT) < 0 || name.getFileSystem().getPath(text).equals(name);
  }

  /// A name that is not UTF-8, with `\xFF` for each byte that is not.
  ///
  /// @param path whose last name it is
  static String rendering(Path path) {
    String encoded = path.toUri().getRawPath();
    int end = encoded.endsWith("/") ? encoded.length() - 1 : encoded.length();
    byte[] raw = percentDecoded(encoded.substring(encoded.lastIndexOf('/', end - 1) + 1, end));
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(raw);
    CharBuffer chars = CharBuffer.allocate(raw.length);
    StringBuilder text = new StringBuilder();
    while (true) {
      CoderResult result = decoder.decode(in, chars, true);
      text.append(chars.flip());
      chars.clear();
      if (!result.isError()) {
        return text.toString();
      }
      for (int i = 0; i < result.length(); i++) {
        text.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(in.get()));
      }
      decoder.reset();
    }
  }

  private static byte[] percentDecoded(String encoded) {
    ByteBuffer out = ByteBuffer.allocate(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c == '%') {
        out.put((byte) HexFormat.fromHexDigits(encoded, i + 1, i + 3));
        i += 2;
      } else {
        out.put((byte) c);
      }
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }
}
