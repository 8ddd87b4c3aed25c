package dev.sluice.store.local.root;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Which keys can be names of files beneath a root.
final class KeyNames {

  /// What `NAME_MAX` is on Linux and macOS.
  private static final int MAX_SEGMENT_BYTES = 255;

  /// `PATH_MAX` on Linux, less the NUL. macOS has less and says so itself.
  private static final int MAX_PATH_BYTES = 4095;

  private KeyNames() {}

  /// Why no file can have a key.
  ///
  /// @param wholePath the path that it would have
  /// @return null where one can
  static @Nullable String refusal(String key, String wholePath) {
    if (key.startsWith("/")) {
      return "the key is absolute";
    }
    if (key.endsWith("/")) {
      return "the key ends in a slash, as only a directory's may";
    }
    if (key.indexOf('\0') >= 0) {
      return "the key holds a NUL";
    }
    if (hasUnpairedSurrogate(key)) {
      return "no file can have this name";
    }
    int from = 0;
    int end;
    do {
      end = key.indexOf('/', from);
      String reason = segmentRefusal(end < 0 ? key.substring(from) : key.substring(from, end));
      if (reason != null) {
        return reason;
      }
      from = end + 1;
    } while (end >= 0);
    return isLongerThan(MAX_PATH_BYTES, wholePath)
        ? "the path is longer than " + MAX_PATH_BYTES + " bytes"
        : null;
  }

  private static boolean hasUnpairedSurrogate(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (Character.isSurrogate(key.charAt(i))) {
        int point = key.codePointAt(i);
        if (!Character.isSupplementaryCodePoint(point)) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  private static @Nullable String segmentRefusal(String segment) {
    if (segment.isEmpty()) {
      return "the key has an empty segment";
    }
    if (segment.equals(".") || segment.equals("..")) {
      return "the key has the segment '" + segment + "'";
    }
    if (isLongerThan(MAX_SEGMENT_BYTES, segment)) {
      return "a segment of the key is longer than " + MAX_SEGMENT_BYTES + " bytes";
    }
    return TemporaryNames.isTemporary(segment)
        ? "the name is kept for this program's temporary files"
        : null;
  }

  /// Looks at the bytes only where a text is long enough to matter: no `char` takes more than
  /// three.
  private static boolean isLongerThan(int maxBytes, String text) {
    return text.length() > maxBytes / 3 && text.getBytes(StandardCharsets.UTF_8).length > maxBytes;
  }
}
