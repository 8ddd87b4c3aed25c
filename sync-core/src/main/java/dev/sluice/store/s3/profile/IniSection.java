package dev.sluice.store.s3.profile;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One section of a file of settings in the manner of Windows' `.ini` files, as s3cmd and rclone
/// write it.
///
/// @param values by name, in lower case
record IniSection(Map<String, String> values) {

  /// The section of that name; empty where there is none.
  static Optional<IniSection> of(String text, String section) {
    Map<String, String> values = new TreeMap<>();
    boolean isThere = false;
    boolean isWithin = false;
    for (String raw : text.lines().toList()) {
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
        continue;
      }
      if (line.startsWith("[") && line.endsWith("]")) {
        isWithin = line.substring(1, line.length() - 1).strip().equals(section);
        isThere |= isWithin;
      } else if (isWithin && line.indexOf('=') > 0) {
        int equals = line.indexOf('=');
        values.put(
            line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            unquoted(line.substring(equals + 1).strip()));
      }
    }
    return isThere ? Optional.of(new IniSection(values)) : Optional.empty();
  }

  private static String unquoted(String value) {
    boolean isQuoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return isQuoted ? value.substring(1, value.length() - 1) : value;
  }

  /// A value; null where there is none, or an empty one.
  @Nullable String get(String name) {
    String value = values.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  /// Whether a switch is on.
  ///
  /// @param otherwise where it is not there
  boolean isOn(String name, boolean otherwise) {
    String value = get(name);
    return value == null
        ? otherwise
        : switch (value.toLowerCase(Locale.ROOT)) {
          case "true", "yes", "on", "1" -> true;
          default -> false;
        };
  }
}
