package dev.sluice.care.history;

import dev.sluice.model.Unlisted;

/// What listing two buckets side by side gives.
sealed interface HistoryFound {

  /// A key with all its versions.
  record Whole(KeyHistory history) implements HistoryFound {}

  /// Something that one of the two could not list.
  record Hidden(Unlisted part) implements HistoryFound {}
}
