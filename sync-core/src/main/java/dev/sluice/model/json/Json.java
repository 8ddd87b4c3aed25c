package dev.sluice.model.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One JSON value. Two objects are equal whatever the order of their members.
public sealed interface Json {

  /// A string.
  record Text(String value) implements Json {}

  /// A number, without zeros at its end, so that `1.0` is `1`.
  record Numeral(BigDecimal value) implements Json {

    /// Takes the zeros off.
    public Numeral {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
  }

  /// `true` or `false`.
  record Truth(boolean value) implements Json {}

  /// `null`.
  record Nothing() implements Json {}

  /// An array.
  record Array(List<Json> elements) implements Json {

    /// Copies the elements.
    public Array {
      elements = List.copyOf(elements);
    }
  }

  /// An object.
  ///
  /// @param members in the order in which they are written
  record Document(Map<String, Json> members) implements Json {

    /// One without members.
    public static final Document EMPTY = new Document(Map.of());

    /// Copies the members.
    public Document {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /// A member, if there is one.
    public Optional<Json> member(String name) {
      return Optional.ofNullable(members.get(name));
    }

    /// The elements of a member that is an array; none where there is no such member.
    public List<Json> elements(String name) {
      return members.get(name) instanceof Array(List<Json> elements) ? elements : List.of();
    }

    /// The same with a member more, or with another value for it.
    public Document with(String name, Json value) {
      Map<String, Json> changed = new LinkedHashMap<>(members);
      changed.put(name, value);
      return new Document(changed);
    }
  }

  /// A string.
  static Json of(String value) {
    return new Text(value);
  }

  /// A truth.
  static Json of(boolean value) {
    return new Truth(value);
  }

  /// A whole number.
  static Json of(long value) {
    return new Numeral(BigDecimal.valueOf(value));
  }

  /// An array.
  static Json of(List<? extends Json> elements) {
    return new Array(List.copyOf(elements));
  }

  /// An array of strings.
  static Json texts(List<String> values) {
    return new Array(values.stream().map(Json::of).toList());
  }

  /// An object with one member.
  static Document of(String name, Json value) {
    return Document.EMPTY.with(name, value);
  }

  /// The strings that this is: itself, or those in the array that it is.
  ///
  /// @return empty where anything of it is no string
  default Optional<List<String>> asTexts() {
    List<String> texts = new ArrayList<>();
    for (Json each : this instanceof Array(List<Json> elements) ? elements : List.of(this)) {
      if (!(each instanceof Text(String text))) {
        return Optional.empty();
      }
      texts.add(text);
    }
    return Optional.of(texts);
  }

  /// Whether this is that string.
  default boolean isText(String text) {
    return this instanceof Text(String value) && value.equals(text);
  }
}
