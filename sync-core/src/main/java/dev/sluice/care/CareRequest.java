package dev.sluice.care;

import dev.sluice.filter.KeyFilter;
import dev.sluice.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to be found.
///
/// @param store where
/// @param allVersions whether versions and delete markers are meant, and not what is seen alone
/// @param filter which keys are meant
/// @param writtenBefore only what was written before; null for all
/// @param workers the most requests at once about what was found, at least 1
/// @param listWorkers key ranges listed at once, at least 1
/// @param temporaryFolder where what was found waits, if it is much
public record CareRequest(
    Store store,
    boolean allVersions,
    KeyFilter filter,
    @Nullable Instant writtenBefore,
    int workers,
    int listWorkers,
    Path temporaryFolder) {

  /// Whether something that was listed is meant.
  boolean includes(Subject subject) {
    return filter.includes(subject.key().value())
        && (writtenBefore == null || subject.modifiedTime().isBefore(writtenBefore));
  }
}
