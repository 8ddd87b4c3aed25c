package dev.sluice.s3server.access;

import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A value of JSON, as far as bucket policies need it: numbers, truth values and null are kept as
/// their text.
sealed interface Json {

  /// An object; members in the order they stand.
  record Obj(Map<String, Json> members) implements Json {
    @Nullable Json get(String name) {
      return members.get(name);
    }
  }

  /// An array.
  record Arr(List<Json> elements) implements Json {}

  /// Anything else.
  record Text(String text) implements Json {}

  /// The text is no JSON.
  final class MalformedJsonException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    MalformedJsonException(String message) {
      super(message);
    }
  }

  static Json parse(String text) throws MalformedJsonException {
    return new Parser(text).parse();
  }

  /// A parser by recursive descent.
  final class Parser {
    private static final int MAX_DEPTH = 32;
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    private Parser(String text) {
      this.text = text;
    }

    private Json parse() throws MalformedJsonException {
      Json value = value(0);
      skipBlanks();
      if (at != text.length()) {
        throw malformed();
      }
      return value;
    }

    private Json value(int depth) throws MalformedJsonException {
      skipBlanks();
      if (depth > MAX_DEPTH || at == text.length()) {
        throw malformed();
      }
      return switch (text.charAt(at)) {
        case '{' -> object(depth);
        case '[' -> array(depth);
        case '"' -> new Text(string());
        default -> new Text(word());
      };
    }

    private Obj object(int depth) throws MalformedJsonException {
      Map<String, Json> members = new LinkedHashMap<>();
      at++;
      while (!isNext('}')) {
        if (!members.isEmpty()) {
          expect(',');
        }
        skipBlanks();
        String name = string();
        expect(':');
        if (members.put(name, value(depth + 1)) != null) {
          throw malformed();
        }
      }
      at++;
      return new Obj(members);
    }

    private Arr array(int depth) throws MalformedJsonException {
      List<Json> elements = new ArrayList<>();
      at++;
      while (!isNext(']')) {
        if (!elements.isEmpty()) {
          expect(',');
        }
        elements.add(value(depth + 1));
      }
      at++;
      return new Arr(elements);
    }

    private String string() throws MalformedJsonException {
      if (at == text.length() || text.charAt(at) != '"') {
        throw malformed();
      }
      StringBuilder string = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"') {
          at++;
          return string.toString();
        }
        string.append(c == '\\' ? escape() : c);
      }
      throw malformed();
    }

    /// Reads what follows a backslash and leaves the position on its last character.
    private char escape() throws MalformedJsonException {
      at++;
      if (at < text.length() && text.charAt(at) == 'u' && at + 4 < text.length()) {
        try {
          char c = (char) Integer.parseInt(text, at + 1, at + 5, 16);
          at += 4;
          return c;
        } catch (NumberFormatException e) {
          throw malformed();
        }
      }
      int index = at < text.length() ? ESCAPES.indexOf(text.charAt(at)) : -1;
      if (index < 0) {
        throw malformed();
      }
      return ESCAPED.charAt(index);
    }

    private String word() throws MalformedJsonException {
      int start = at;
      while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      String word = text.substring(start, at);
      boolean known = word.equals("true") || word.equals("false") || word.equals("null");
      if (!known) {
        try {
          Double.parseDouble(word);
        } catch (NumberFormatException e) {
          throw malformed();
        }
      }
      return word;
    }

    private boolean isNext(char c) throws MalformedJsonException {
      skipBlanks();
      if (at == text.length()) {
        throw malformed();
      }
      return text.charAt(at) == c;
    }

    private void expect(char c) throws MalformedJsonException {
      if (!isNext(c)) {
        throw malformed();
      }
      at++;
    }

    private void skipBlanks() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private MalformedJsonException malformed() {
      return new MalformedJsonException("malformed JSON at character " + at);
    }
  }
}
