package dev.sluice.store.local.root;

import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.tree.NameTableBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;

/// Between the names of files, which are bytes, and text.
///
/// Java decodes names by the locale and puts U+FFFD for what it cannot decode, so names are taken
/// as bytes, which a path keeps.
public final class FileNames {

  private FileNames() {}

  /// Refuses to work where names are not decoded as UTF-8, as under `LC_ALL=C`.
  public static void requireUtf8(Path anyPath) throws StoreException {
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

  /// Adds a name as the file system gave it: as it is where it is UTF-8, else its rendering, marked
  /// as such.
  static void add(byte[] name, NameTableBuilder into) throws IOException {
    if (isUtf8(name)) {
      into.add(name);
    } else {
      into.addUnreadable(rendering(name));
    }
  }

  /// The bytes of a path's last name, as the file system has them.
  static byte[] bytes(Path path) {
    String encoded = path.toUri().getRawPath();
    int end = encoded.endsWith("/") ? encoded.length() - 1 : encoded.length();
    return percentDecoded(encoded.substring(encoded.lastIndexOf('/', end - 1) + 1, end));
  }

  private static boolean isUtf8(byte[] name) {
    for (byte each : name) {
      if (each < 0) {
        try {
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
          return true;
        } catch (CharacterCodingException e) {
          return false;
        }
      }
    }
    return true;
  }

  /// A name that is not UTF-8, with `\xFF` for each byte that is not.
  static String rendering(byte[] raw) {
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
