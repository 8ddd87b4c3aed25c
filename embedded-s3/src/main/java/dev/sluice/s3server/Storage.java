package dev.sluice.s3server;

import java.nio.file.Path;

/// Where a server keeps the bodies of objects. Keys and metadata are always in memory, and nothing
/// survives a restart.
public sealed interface Storage {

  /// On the heap.
  static Storage inMemory() {
    return new InMemory();
  }

  /// In a folder of its own under this one, which is made if need be; deleted when the server is
  /// closed.
  static Storage inFolder(Path folder) {
    return new InFolder(folder);
  }

  /// Outside the heap up to a size; larger ones are hashed and dropped, and a GET of them is
  /// refused.
  ///
  /// @param keptBytes the size up to which they are kept
  /// @param memoryBytes how much of them may lie in memory; the rest goes to files
  /// @param folder where these files are
  static Storage dropping(long keptBytes, long memoryBytes, Path folder) {
    return new Dropping(keptBytes, memoryBytes, folder);
  }

  /// See [#inMemory].
  record InMemory() implements Storage {}

  /// See [#inFolder].
  record InFolder(Path folder) implements Storage {}

  /// See [#dropping].
  record Dropping(long keptBytes, long memoryBytes, Path folder) implements Storage {}
}
