package dev.sluice.checkup;

import dev.sluice.store.StoreException.Kind;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What one check found.
public sealed interface Finding {

  /// All is well.
  ///
  /// @param said what was seen
  /// @param figures the same as whole numbers by name, which has the unit in it
  record Ok(String said, Map<String, Long> figures) implements Finding {}

  /// It works, and something should be known.
  ///
  /// @param remedy what to do
  record Warning(String said, String remedy, Map<String, Long> figures) implements Finding {}

  /// It does not work.
  ///
  /// @param kind how it failed
  /// @param remedy what to do; null where `said` has it
  record Failed(Kind kind, String said, @Nullable String remedy) implements Finding {}

  /// It was not looked at.
  ///
  /// @param why as a sentence goes on: `since …`, `there is …`
  record Skipped(String why) implements Finding {}

  /// All is well, with no figure.
  static Finding ok(String said) {
    return new Ok(said, Map.of());
  }

  /// A warning without a figure.
  static Finding warning(String said, String remedy) {
    return new Warning(said, remedy, Map.of());
  }

  /// The same with a figure more, where it has any.
  ///
  /// @param name with the unit in it, such as `medianMicros`
  default Finding with(String name, long figure) {
    return switch (this) {
      case Ok(var said, var figures) -> new Ok(said, and(figures, name, figure));
      case Warning(var said, var remedy, var figures) ->
          new Warning(said, remedy, and(figures, name, figure));
      case Failed _, Skipped _ -> this;
    };
  }

  private static Map<String, Long> and(Map<String, Long> figures, String name, long figure) {
    Map<String, Long> more = new TreeMap<>(figures);
    more.put(name, figure);
    return Map.copyOf(more);
  }

  /// Whether what builds on it can be looked at.
  default boolean isPassed() {
    return switch (this) {
      case Ok _, Warning _ -> true;
      case Failed _, Skipped _ -> false;
    };
  }
}
