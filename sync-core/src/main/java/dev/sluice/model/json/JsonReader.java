package dev.sluice.model.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one JSON value. Stricter than most: a name that an object has twice is a mistake, since of
/// two values one would be lost.
public final class JsonReader {

  /// Deeper than anything that anybody writes, and far less than the stack is.
  private static final int MOST_DEPTH = 100;

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]{0,99})(?:\\.[0-9]{1,99})?(?:[eE][+-]?[0-9]{1,3})?");

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /// The value that a text is.
  ///
  /// @throws JsonException if it is none, or more than one
  public static Json read(String text) throws JsonException {
    JsonReader reader = new JsonReader(text.startsWith("\ufeff") ? text.substring(1) : text);
    Json value = reader.value(0);
    reader.skipSpace();
    if (reader.at < reader.text.length()) {
      throw reader.mistake("there is more after the end");
    }
    return value;
  }

  private Json value(int depth) throws JsonException {
    if (depth > MOST_DEPTH) {
      throw mistake("it is nested too deeply");
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Truth(true));
      case 'f' -> word("false", new Json.Truth(false));
      case 'n' -> word("null", new Json.Nothing());
      default -> number();
    };
  }

  private Json object(int depth) throws JsonException {
    Map<String, Json> members = new LinkedHashMap<>();
    at++;
    if (isNext('}')) {
      return new Json.Document(members);
    }
    do {
      skipSpace();
      if (peek() != '"') {
        throw mistake("a name in quotes is missing");
      }
      String name = string();
      if (!isNext(':')) {
        throw mistake("a colon is missing");
      }
      if (members.put(name, value(depth + 1)) != null) {
        throw mistake("\"" + name + "\" is there twice");
      }
    } while (isNext(','));
    if (!isNext('}')) {
      throw mistake("a comma or } is missing");
    }
    return new Json.Document(members);
  }

  private Json array(int depth) throws JsonException {
    List<Json> elements = new ArrayList<>();
    at++;
    if (isNext(']')) {
      return new Json.Array(elements);
    }
    do {
      elements.add(value(depth + 1));
    } while (isNext(','));
    if (!isNext(']')) {
      throw mistake("a comma or ] is missing");
    }
    return new Json.Array(elements);
  }

  private String string() throws JsonException {
    StringBuilder read = new StringBuilder();
    at++;
    while (true) {
      char c = next();
      if (c == '"') {
        return read.toString();
      }
      if (c < 0x20) {
        throw mistake("a string has a control character that is not escaped");
      }
      read.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() throws JsonException {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = Character.digit(next(), 16);
          if (digit < 0) {
            throw mistake("\\u wants four hexadecimal digits");
          }
          code = code << 4 | digit;
        }
        yield (char) code;
      }
      default -> throw mistake("there is no escape \\" + c);
    };
  }

  private Json number() throws JsonException {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw mistake(at == text.length() ? "it ends too soon" : "a value is missing");
    }
    at = matcher.end();
    return new Json.Numeral(new BigDecimal(matcher.group()));
  }

  private Json word(String word, Json meaning) throws JsonException {
    if (!text.startsWith(word, at)) {
      throw mistake("a value is missing");
    }
    at += word.length();
    return meaning;
  }

  private boolean isNext(char wanted) {
    skipSpace();
    if (peek() != wanted) {
      return false;
    }
    at++;
    return true;
  }

  /// @return NUL at the end
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private char next() throws JsonException {
    if (at == text.length()) {
      throw mistake("it ends too soon");
    }
    return text.charAt(at++);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private JsonException mistake(String what) {
    long line = text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    return new JsonException("line " + line + ": " + what);
  }
}
