package dev.sluice.engine;

import dev.sluice.filter.KeyFilter;
import dev.sluice.model.KeyRange;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.store.Store;
import org.jspecify.annotations.Nullable;

/// What is to be run.
///
/// @param source where entries come from; stays its owner's
/// @param target where they go; stays its owner's
/// @param policy what the run may do
/// @param filter which keys it is about
/// @param tuning how much it does at once
/// @param range the keys that it is about; where these are not all, several runs may share a sync,
///   and their reports be merged
/// @param follower follows the source's entries; null for nobody
public record SyncRequest(
    Store source,
    Store target,
    SyncPolicy policy,
    KeyFilter filter,
    Tuning tuning,
    KeyRange range,
    @Nullable SourceFollower follower) {

  /// @throws IllegalArgumentException if a part is to delete: what may be deleted is decided on the
  ///   whole
  public SyncRequest {
    if (policy.deletion().enabled() && !range.equals(KeyRange.all())) {
      throw new IllegalArgumentException("a run over a part of the keys cannot delete: " + range);
    }
  }

  /// Followed by nobody.
  public SyncRequest(
      Store source,
      Store target,
      SyncPolicy policy,
      KeyFilter filter,
      Tuning tuning,
      KeyRange range) {
    this(source, target, policy, filter, tuning, range, null);
  }

  /// About all keys.
  public SyncRequest(
      Store source, Store target, SyncPolicy policy, KeyFilter filter, Tuning tuning) {
    this(source, target, policy, filter, tuning, KeyRange.all());
  }

  /// The same, followed.
  public SyncRequest followedBy(SourceFollower other) {
    return new SyncRequest(source, target, policy, filter, tuning, range, other);
  }
}
