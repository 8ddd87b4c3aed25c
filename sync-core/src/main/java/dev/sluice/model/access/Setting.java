package dev.sluice.model.access;

import java.util.function.Predicate;

/// What is known of one setting of a bucket or an object. That it is not known never passes for a
/// value.
///
/// @param <T> what can be set
public sealed interface Setting<T> {

  /// It is set.
  record Is<T>(T value) implements Setting<T> {}

  /// It is not set.
  record None<T>() implements Setting<T> {}

  /// The service has no such setting.
  record Unsupported<T>() implements Setting<T> {}

  /// It cannot be read, as a rule since it may not be.
  ///
  /// @param why as a line for the user
  record Hidden<T>(String why) implements Setting<T> {}

  /// Whether it is known to be set, and so.
  default boolean is(Predicate<? super T> condition) {
    return this instanceof Is<T>(T value) && condition.test(value);
  }

  /// Whether it may be set, and so: true where it is not known.
  default boolean mayBe(Predicate<? super T> condition) {
    return this instanceof Hidden<T> || is(condition);
  }
}
