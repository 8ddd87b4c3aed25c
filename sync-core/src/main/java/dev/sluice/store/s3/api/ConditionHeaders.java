package dev.sluice.store.s3.api;

import dev.sluice.store.WriteCondition;
import org.jspecify.annotations.Nullable;

/// The headers that bind a write to its condition. Immutable and thread-safe.
///
/// @param ifMatch what `If-Match` says; null for no such header
/// @param ifNoneMatch what `If-None-Match` says; null for no such header
public record ConditionHeaders(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

  private static final ConditionHeaders NONE = new ConditionHeaders(null, null);
  private static final ConditionHeaders ABSENT = new ConditionHeaders(null, "*");

  /// Those of `condition`.
  ///
  /// @param quoted whether the ETag stands in quotes, as HTTP has it; Ceph compares the quotes too
  public static ConditionHeaders of(WriteCondition condition, boolean quoted) {
    return switch (condition) {
      case WriteCondition.Any _ -> NONE;
      case WriteCondition.Absent _ -> ABSENT;
      case WriteCondition.Matches(String etag) ->
          new ConditionHeaders(quoted ? ETags.quoted(etag) : etag, null);
    };
  }
}
