package dev.sluice.store.tree;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An open directory of a [DirectoryTree]: its names, and what they are, are of this very
/// directory, wherever its path leads by then. All calls may block. Thread-safe.
public interface TreeDirectory extends AutoCloseable {

  /// Equal for the same directory by whatever path; null where not known.
  @Nullable Object identity();

  /// When names in it had last changed as it was opened.
  Instant modifiedTime();

  /// Adds all names. Called once at most.
  ///
  /// @throws IOException if they cannot be read to the end
  void names(NameTableBuilder into) throws IOException;

  /// What a name is, without opening it. Never fails: what cannot be told is [FileStatus.Unknown].
  ///
  /// @param name one segment
  FileStatus status(String name);

  /// Lets go of it. Never throws.
  @Override
  void close();
}
