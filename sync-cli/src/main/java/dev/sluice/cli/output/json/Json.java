package dev.sluice.cli.output.json;

import dev.sluice.store.StoreActivity.OperationCount;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One JSON object, written member by member on one line. Strings come out as valid JSON whatever
/// they hold: controls are escaped, and half a surrogate pair, which no UTF-8 can carry, becomes
/// U+FFFD.
final class Json {

  private final StringBuilder text = new StringBuilder(192).append('{');
  private boolean empty = true;

  /// An event of `type`.
  static Json event(String type) {
    return new Json().put("type", type);
  }

  /// Adds a string, or `null`.
  Json put(String name, @Nullable String value) {
    name(name);
    if (value == null) {
      text.append("null");
    } else {
      quote(value);
    }
    return this;
  }

  /// Adds a whole number.
  Json put(String name, long value) {
    name(name);
    text.append(value);
    return this;
  }

  /// Adds a truth.
  Json put(String name, boolean value) {
    name(name);
    text.append(value);
    return this;
  }

  /// Adds a number of seconds, with milliseconds.
  Json seconds(String name, java.time.Duration value) {
    name(name);
    text.append(String.format(java.util.Locale.ROOT, "%.3f", value.toMillis() / 1000.0));
    return this;
  }

  /// Adds a constant as its name in lower case with dashes, or null where there is none.
  Json put(String name, @Nullable Enum<?> value) {
    return put(name, value == null ? null : code(value));
  }

  /// Adds an object of counts.
  <E extends Enum<E>> Json counts(String name, Map<E, Long> counts) {
    Json inner = new Json();
    counts.forEach((key, count) -> inner.put(code(key), count));
    return put(name, inner);
  }

  /// Adds an object of whole numbers.
  Json figures(String name, Map<String, Long> figures) {
    Json inner = new Json();
    figures.forEach(inner::put);
    return put(name, inner);
  }

  /// Adds a whole number, or null where there is none.
  Json put(String name, @Nullable Integer value) {
    name(name);
    text.append(value);
    return this;
  }

  /// Adds what each sort of request has cost.
  Json put(String name, Map<String, OperationCount> operations) {
    Json inner = new Json();
    operations.forEach((operation, count) ->
        inner.put(
            operation,
            new Json().put("requests", count.requests()).put("retries", count.retries())));
    return put(name, inner);
  }

  /// Adds an object.
  Json put(String name, Json inner) {
    name(name);
    text.append(inner.end());
    return this;
  }

  /// Adds an object of strings.
  Json texts(String name, Map<String, String> values) {
    Json inner = new Json();
    values.forEach(inner::put);
    return put(name, inner);
  }

  /// Adds a list of strings.
  Json put(String name, List<String> values) {
    name(name);
    text.append('[');
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        text.append(',');
      }
      quote(values.get(i));
    }
    text.append(']');
    return this;
  }

  /// Adds what is JSON already, or null where there is none.
  Json document(String name, @Nullable String json) {
    name(name);
    text.append(json);
    return this;
  }

  /// The whole object.
  String end() {
    return text + "}";
  }

  /// A constant's name in the events.
  static String code(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private void name(String name) {
    if (!empty) {
      text.append(',');
    }
    empty = false;
    quote(name);
    text.append(':');
  }

  private void quote(String value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < 0x20 || c == 0x7f || (c >= 0x80 && c < 0xa0) || c == 0x2028 || c == 0x2029) {
            text.append(String.format("\\u%04x", (int) c));
          } else if (Character.isSurrogate(c)) {
            i += surrogate(value, i);
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }

  /// Appends the pair at `index`, or the replacement for half a one.
  ///
  /// @return how many further characters were used up
  private int surrogate(String value, int index) {
    char c = value.charAt(index);
    boolean pair =
        Character.isHighSurrogate(c)
            && index + 1 < value.length()
            && Character.isLowSurrogate(value.charAt(index + 1));
    if (pair) {
      text.append(c).append(value.charAt(index + 1));
      return 1;
    }
    text.append('\ufffd');
    return 0;
  }
}
