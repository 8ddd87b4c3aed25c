package dev.sluice.engine;

import dev.sluice.filter.KeyFilter;
import dev.sluice.plan.SyncPolicy;
import dev.sluice.store.Store;

/// What is to be run.
///
/// @param source where entries come from; stays its owner's
/// @param target where they go; stays its owner's
/// @param policy what the run may do
/// @param filter which keys it is about
/// @param tuning how much it does at once
public record SyncRequest(
    Store source, Store target, SyncPolicy policy, KeyFilter filter, Tuning tuning) {}
