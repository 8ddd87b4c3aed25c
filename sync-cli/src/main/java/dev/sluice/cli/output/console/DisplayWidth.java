package dev.sluice.cli.output.console;

import java.lang.Character.UnicodeScript;

/// How many columns of a terminal a text takes, never less than it really does: where terminals
/// disagree (joined emoji), the widest is assumed, so that a line cut to fit always fits.
public final class DisplayWidth {

  private static final int ELLIPSIS_COLUMNS = 1;
  private static final int EMOJI_SELECTOR = 0xfe0f;

  private DisplayWidth() {}

  /// The columns that `text` takes.
  public static int of(String text) {
    int columns = 0;
    for (int i = 0; i < text.length(); ) {
      columns += at(text, i);
      i += Character.charCount(text.codePointAt(i));
    }
    return columns;
  }

  /// `text`, cut at its end so that it takes no more than `columns`.
  public static String fit(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    return columns < ELLIPSIS_COLUMNS ? "" : head(text, columns - ELLIPSIS_COLUMNS) + "…";
  }

  /// `text`, cut in its middle so that it takes no more than `columns`: of a long path the
  /// beginning and the end tell most.
  public static String fitMiddle(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    if (columns < 3) {
      return fit(text, columns);
    }
    int room = columns - ELLIPSIS_COLUMNS;
    return head(text, room / 3) + "…" + tail(text, room - room / 3);
  }

  private static String head(String text, int columns) {
    int used = 0;
    int i = 0;
    while (i < text.length()) {
      int width = at(text, i);
      if (used + width > columns) {
        break;
      }
      used += width;
      i += Character.charCount(text.codePointAt(i));
    }
    return text.substring(0, i);
  }

  private static String tail(String text, int columns) {
    int used = 0;
    int i = text.length();
    while (i > 0) {
      int begin = text.offsetByCodePoints(i, -1);
      int width = at(text, begin);
      if (used + width > columns) {
        break;
      }
      used += width;
      i = begin;
    }
    return text.substring(i);
  }

  private static int at(String text, int index) {
    int codePoint = text.codePointAt(index);
    int next = index + Character.charCount(codePoint);
    boolean shownAsEmoji =
        next < text.length() && text.charAt(next) == EMOJI_SELECTOR && Character.isEmoji(codePoint);
    return shownAsEmoji ? 2 : of(codePoint);
  }

  private static int of(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> codePoint >= 0x1100 && isWide(codePoint) ? 2 : 1;
    };
  }

  private static boolean isWide(int c) {
    if (Character.isEmojiPresentation(c) || (c >= 0x1f000 && c <= 0x1faff)) {
      return true;
    }
    if ((c >= 0x2e80 && c <= 0x303e)
        || (c >= 0xff01 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)) {
      return true;
    }
    return switch (UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, HANGUL, YI, TANGUT, NUSHU, KHITAN_SMALL_SCRIPT ->
          true;
      default -> c >= 0x3040 && c <= 0xa4cf && !Character.isISOControl(c);
    };
  }
}
