package dev.sluice.bench.race.peers;

import java.util.LinkedHashMap;
import java.util.Map;

/// A task with what it is to be done to.
///
/// @param places what the words of the task's command lines stand for: `source`, `bucket` and so on
public record Work(Task task, Map<String, String> places) {

  public Work {
    places = Map.copyOf(places);
  }

  public static Work of(Task task) {
    return new Work(task, Map.of());
  }

  /// The same with one more place.
  public Work at(String word, Object place) {
    Map<String, String> more = new LinkedHashMap<>(places);
    more.put(word, place.toString());
    return new Work(task, more);
  }

  /// What a word stands for.
  ///
  /// @throws IllegalArgumentException if it stands for nothing here
  public String place(String word) {
    return Words.filled("{" + word + "}", places);
  }
}
