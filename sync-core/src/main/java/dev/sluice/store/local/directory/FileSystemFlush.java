package dev.sluice.store.local.directory;

import java.nio.file.Path;

/// Writes all that a file system holds in memory to its medium, at once.
public interface FileSystemFlush {

  /// Whether a file in `directory` is among what [#flush] writes.
  boolean covers(Path directory);

  /// Waits until everything written so far is on the medium.
  ///
  /// @return whether it is; if not, each file is to be flushed by itself, which tells what is wrong
  boolean flush();
}
