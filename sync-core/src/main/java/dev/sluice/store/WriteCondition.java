package dev.sluice.store;

import dev.sluice.model.Entry;
import org.jspecify.annotations.Nullable;

/// On which condition an entry is written (compare and swap): that at the destination nothing has
/// changed since it was listed, so that nobody else's write is lost.
public sealed interface WriteCondition {

  /// Whatever is there.
  WriteCondition ANY = new Any();

  /// Only where nothing is.
  WriteCondition ABSENT = new Absent();

  /// See [#ANY].
  record Any() implements WriteCondition {}

  /// See [#ABSENT].
  record Absent() implements WriteCondition {}

  /// Only over the content that has this ETag.
  ///
  /// @param etag without quotes
  record Matches(String etag) implements WriteCondition {}

  /// That of writing over `target`.
  ///
  /// @param target what was listed; null for nothing. Of one without an ETag nothing can be asked
  static WriteCondition over(@Nullable Entry target) {
    if (target == null) {
      return ABSENT;
    }
    return matching(target.etag());
  }

  /// That of something with this ETag.
  ///
  /// @param etag without quotes; null where there is none, so that nothing can be asked
  static WriteCondition matching(@Nullable String etag) {
    return etag == null ? ANY : new Matches(etag);
  }
}
