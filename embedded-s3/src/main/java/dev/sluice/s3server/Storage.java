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

  /// See [#inMemory].
  record InMemory() implements Storage {}

  /// See [#inFolder].
  record InFolder(Path folder) implements Storage {}
}
