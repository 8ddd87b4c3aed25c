package dev.sluice.care;

import dev.sluice.filter.KeyFilter;
import dev.sluice.model.KeyRange;
import dev.sluice.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to be found.
///
/// @param store where
/// @param allVersions whether versions and delete markers are meant, and not what is seen alone
/// @param chosen which of them are meant
/// @param workers the most requests at once about what was found, at least 1
/// @param listWorkers key ranges listed at once, at least 1
/// @param temporaryFolder where what was found waits, if it is much
public record CareRequest(
    Store store,
    boolean allVersions,
    Choice chosen,
    int workers,
    int listWorkers,
    Path temporaryFolder) {

  /// Which objects or versions of a store are meant.
  ///
  /// @param keys those of these keys
  /// @param filter those of them that it includes
  /// @param base with what all keys of the store begin that the filter does not see: empty, or
  ///   ending in a slash
  /// @param writtenBefore only what was written before; null for all
  public record Choice(
      KeyRange keys, KeyFilter filter, String base, @Nullable Instant writtenBefore) {

    /// All there are.
    public static final Choice ALL = new Choice(KeyRange.all(), KeyFilter.EVERYTHING, "", null);

    boolean includes(Subject subject) {
      return filter.includes(subject.key().value().substring(base.length()))
          && (writtenBefore == null || subject.modifiedTime().isBefore(writtenBefore));
    }
  }

  /// A request for what a filter includes.
  public CareRequest(
      Store store,
      boolean allVersions,
      KeyFilter filter,
      @Nullable Instant writtenBefore,
      int workers,
      int listWorkers,
      Path temporaryFolder) {
    this(
        store,
        allVersions,
        new Choice(KeyRange.all(), filter, "", writtenBefore),
        workers,
        listWorkers,
        temporaryFolder);
  }

  /// Whether something that was listed is meant.
  boolean includes(Subject subject) {
    return chosen.includes(subject);
  }
}
