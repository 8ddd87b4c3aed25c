package dev.sluice.cli.output.console;

import org.jspecify.annotations.Nullable;

/// Makes text from outside (keys, paths, servers' answers) harmless on a terminal: a name must not
/// forge a line, move the cursor or turn the reading direction around.
public final class Escapes {

  private Escapes() {}

  /// `text` within quotes, with the quotes and backslashes in it escaped, so that what it holds is
  /// told from what was added.
  public static String quoted(String text) {
    return "'" + escape(text, true) + "'";
  }

  /// A whole line in which only what is dangerous is escaped.
  public static String line(String text) {
    return escape(text, false);
  }

  private static String escape(String text, boolean quoting) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      String escaped = escaped(codePoint, quoting);
      if (escaped != null && out == null) {
        out = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (out != null) {
        if (escaped == null) {
          out.appendCodePoint(codePoint);
        } else {
          out.append(escaped);
        }
      }
      i += Character.charCount(codePoint);
    }
    return out == null ? text : out.toString();
  }

  private static @Nullable String escaped(int c, boolean quoting) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\\' -> quoting ? "\\\\" : null;
      case '\'' -> quoting ? "\\'" : null;
      default -> isDangerous(c) ? String.format("\\u{%x}", c) : null;
    };
  }

  private static boolean isDangerous(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> turnsDirection(c);
      default -> false;
    };
  }

  /// The marks that reorder what is shown around them; other format characters (joiners in emoji
  /// and in scripts that need them) only shape it.
  private static boolean turnsDirection(int c) {
    return c == 0x61c
        || c == 0x200e
        || c == 0x200f
        || (c >= 0x202a && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
