package dev.sluice.care.history;

/// How far a key's history has been copied.
public sealed interface HistoryState {

  /// All of it, and nothing else.
  record Complete() implements HistoryState {}

  /// What the copy has is the beginning of it.
  ///
  /// @param missing how many versions and markers the copy lacks, more than 0
  record Behind(int missing) implements HistoryState {}

  /// The copy has all of it in its order, and more: something was written there, or removed from
  /// the bucket that is copied, as by a removal that was broken off.
  ///
  /// @param more how many versions and markers it has beside, more than 0
  record Ahead(int more) implements HistoryState {}

  /// The copy would have all of it, or its beginning, but for twins at its end.
  ///
  /// @param history the same with the twins apart
  /// @param otherwise what it is if they are none
  record Doubled(KeyHistory history, HistoryState otherwise) implements HistoryState {}

  /// The copy has something else.
  ///
  /// @param why in words that follow the key
  record Other(String why) implements HistoryState {}

  /// The one of its kind.
  HistoryState COMPLETE = new Complete();
}
