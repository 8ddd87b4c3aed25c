package dev.sluice.care.history;

import dev.sluice.report.RunEnd;
import java.time.Duration;

/// What a run over the histories of two buckets did.
///
/// @param end how it ended, and why
/// @param counts what it came to
/// @param foreign keys in which the copy has something else than the beginning of a history
/// @param grown keys of which the copy has all, and more than requests sent twice have made
/// @param took how long it took
public record HistoryReport(
    RunEnd end, HistoryCounts counts, long foreign, long grown, Duration took) {}
