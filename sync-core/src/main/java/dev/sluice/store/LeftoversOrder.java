package dev.sluice.store;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is to be removed of what runs have left.
///
/// @param olderThan also what nobody is known to own, once it is older than this; null to leave
///   that to the store's own rule
/// @param dryRun whether only to say it
/// @param each is told the address of each thing
public record LeftoversOrder(@Nullable Duration olderThan, boolean dryRun, Consumer<String> each) {}
