package dev.sluice.care;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON object of texts, whole numbers, truths and nulls on one line, written and read.
final class FlatJson {

  private FlatJson() {}

  /// One member after another.
  static final class Writer {
    private final StringBuilder text = new StringBuilder(256).append('{');

    Writer put(String name, @Nullable String value) {
      name(name);
      if (value == null) {
        text.append("null");
      } else {
        quote(value);
      }
      return this;
    }

    Writer put(String name, long value) {
      name(name);
      text.append(value);
      return this;
    }

    Writer put(String name, boolean value) {
      name(name);
      text.append(value);
      return this;
    }

    String end() {
      return text.append('}').toString();
    }

    private void name(String name) {
      if (text.length() > 1) {
        text.append(',');
      }
      quote(name);
      text.append(':');
    }

    private void quote(String value) {
      text.append('"');
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '"' || c == '\\') {
          text.append('\\').append(c);
        } else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || Character.isSurrogate(c)) {
          text.append("\\u%04x".formatted((int) c));
        } else {
          text.append(c);
        }
      }
      text.append('"');
    }
  }

  /// The members of an object as texts; null for what is null.
  ///
  /// @throws IllegalArgumentException if it is no such object
  static Map<String, @Nullable String> read(String line) {
    return new Reader(line).object();
  }

  private static final class Reader {
    private final String line;
    private int at;

    Reader(String line) {
      this.line = line;
    }

    Map<String, @Nullable String> object() {
      Map<String, @Nullable String> members = new LinkedHashMap<>();
      require('{');
      if (!isNext('}')) {
        do {
          String name = string();
          require(':');
          members.put(name, value());
        } while (isNext(','));
        require('}');
      }
      space();
      if (at < line.length()) {
        throw wrong();
      }
      return members;
    }

    private @Nullable String value() {
      space();
      if (at < line.length() && line.charAt(at) == '"') {
        return string();
      }
      int from = at;
      while (at < line.length() && isOfWord(line.charAt(at))) {
        at++;
      }
      String word = line.substring(from, at);
      if (word.isEmpty()) {
        throw wrong();
      }
      return word.equals("null") ? null : word;
    }

    private static boolean isOfWord(char c) {
      return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
    }

    private String string() {
      require('"');
      StringBuilder text = new StringBuilder();
      while (true) {
        char c = take();
        if (c == '"') {
          return text.toString();
        }
        text.append(c == '\\' ? escaped() : c);
      }
    }

    private char escaped() {
      char c = take();
      return switch (c) {
        case '"', '\\', '/' -> c;
        case 'n' -> '\n';
        case 't' -> '\t';
        case 'r' -> '\r';
        case 'b' -> '\b';
        case 'f' -> '\f';
        case 'u' -> {
          if (at + 4 > line.length()) {
            throw wrong();
          }
          at += 4;
          yield (char) Integer.parseInt(line, at - 4, at, 16);
        }
        default -> throw wrong();
      };
    }

    private char take() {
      if (at == line.length()) {
        throw wrong();
      }
      return line.charAt(at++);
    }

    private void space() {
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
    }

    private boolean isNext(char wanted) {
      space();
      if (at < line.length() && line.charAt(at) == wanted) {
        at++;
        return true;
      }
      return false;
    }

    private void require(char wanted) {
      if (!isNext(wanted)) {
        throw wrong();
      }
    }

    private IllegalArgumentException wrong() {
      return new IllegalArgumentException("no object of plain members at character " + at);
    }
  }
}
