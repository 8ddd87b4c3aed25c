package dev.sluice.cli.output;

import dev.sluice.state.RowCheck;
import dev.sluice.state.RowFigures;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Shows hash caches, and what is done with them. Used by one thread.
public interface CacheLister {

  /// A cache.
  ///
  /// @param folder where it is
  /// @param root whose files it remembers; null where nothing is left that says so
  /// @param asked for which root it was asked; null where all were
  record Cache(Path folder, @Nullable String root, @Nullable String asked) {

    /// What a person calls it.
    public String name() {
      return root == null ? folder.toString() : root;
    }
  }

  /// Shows what a cache holds.
  void figures(Cache cache, RowFigures figures);

  /// Shows what came of reading all of a cache.
  void checked(Cache cache, RowCheck check);

  /// Says that a cache was removed.
  ///
  /// @param bytes what it took
  void removed(Cache cache, long bytes);

  /// Says that a cache was left where it was to be removed.
  void left(Cache cache, String reason);

  /// Says that a cache could not be looked at.
  void failed(Cache cache, String reason);

  /// Says that there is no cache.
  ///
  /// @param folder where it would be among others
  /// @param asked of which root; null where any would have done
  void none(Path folder, @Nullable String asked);
}
