package dev.sluice.report;

import dev.sluice.model.Key;
import dev.sluice.plan.SyncPolicy;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a run is.
///
/// @param runId names it; unique
/// @param startedAt when it began
/// @param policy what it may do
/// @param source addresses of the source's keys as a user would write them; null for its root
/// @param target the destination's
public record RunInfo(
    String runId,
    Instant startedAt,
    SyncPolicy policy,
    Function<@Nullable Key, String> source,
    Function<@Nullable Key, String> target) {}
