package dev.sluice.s3server.store;

import java.io.IOException;

/// Where bodies are kept. Thread-safe.
public interface BodyStore extends AutoCloseable {

  /// A body that is being received; used by one thread.
  interface Writer {
    void write(byte[] bytes, int offset, int count) throws IOException;

    /// The finished body, with one user.
    Body finish() throws IOException;

    /// Gives back what was written, instead of [#finish].
    void discard();
  }

  /// Begins a body.
  ///
  /// @param expectedBytes its length if that is known, else -1
  Writer newBody(long expectedBytes) throws IOException;

  /// Whether reading and writing bodies blocks in file calls, which want platform threads.
  boolean usesFiles();

  @Override
  void close() throws IOException;
}
