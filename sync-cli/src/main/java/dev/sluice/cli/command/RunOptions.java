package dev.sluice.cli.command;

import dev.sluice.cli.config.Stores;
import dev.sluice.cli.output.OutputMode;
import dev.sluice.engine.Tuning;
import dev.sluice.filter.KeyFilter;
import dev.sluice.model.Location;
import dev.sluice.plan.SyncPolicy;
import java.time.Duration;

/// A run as the command line asks for it, validated.
///
/// @param source where entries come from
/// @param destination where they go
/// @param stores how the two are opened
/// @param policy what the run may do
/// @param filter which keys it is about
/// @param tuning how much it does at once
/// @param grace how long what is under way may go on once the run was asked to end
/// @param output what it says
record RunOptions(
    Location source,
    Location destination,
    Stores.Settings stores,
    SyncPolicy policy,
    KeyFilter filter,
    Tuning tuning,
    Duration grace,
    OutputMode output) {

  /// The same, deleting nothing.
  RunOptions withoutDeletion() {
    return new RunOptions(
        source, destination, stores, policy.withoutDeletion(), filter, tuning, grace, output);
  }
}
