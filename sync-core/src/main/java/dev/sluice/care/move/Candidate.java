package dev.sluice.care.move;

import dev.sluice.model.Entry;
import dev.sluice.store.Takeaway.Seen;
import org.jspecify.annotations.Nullable;

/// An entry of the source that is to be removed there.
///
/// @param source as it was copied or compared
/// @param isSeen whether it was looked at before, so that it can be told if it has changed
/// @param stamp what that look gave
/// @param isProven whether it is known that the destination has its content
record Candidate(Entry source, boolean isSeen, @Nullable String stamp, boolean isProven) {

  /// @param seen null where the look gave nothing
  static Candidate of(Entry source, @Nullable Seen seen, boolean isProven) {
    return new Candidate(source, seen != null, seen == null ? null : seen.stamp(), isProven);
  }

  Seen seen() {
    return new Seen(source, stamp);
  }
}
