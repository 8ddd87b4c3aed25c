package dev.sluice.care;

import dev.sluice.report.RunEnd;
import dev.sluice.store.StoreActivity;
import java.time.Duration;

/// What came of it all. Each that was found is among the counts: [#addsUp].
///
/// @param end how it ended, and why
/// @param found how much was found
/// @param counts how that ended
/// @param unlisted parts that could not be listed
/// @param isListingComplete whether all was listed
/// @param took how long it took
/// @param activity what it has cost
public record CareReport(
    RunEnd end,
    Found found,
    CareCounts counts,
    long unlisted,
    boolean isListingComplete,
    Duration took,
    StoreActivity activity) {

  /// The same, when more has been done on its account.
  public CareReport withActivity(StoreActivity all) {
    return new CareReport(end, found, counts, unlisted, isListingComplete, took, all);
  }

  /// The same, ended otherwise.
  public CareReport withEnd(RunEnd other) {
    return new CareReport(other, found, counts, unlisted, isListingComplete, took, activity);
  }

  /// Whether each that was found has ended in one outcome.
  public boolean addsUp() {
    return found.total() == counts.total();
  }
}
