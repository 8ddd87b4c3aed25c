package dev.sluice.store;

/// An entry being written in parts: unseen until [#commit], gone without a trace if closed before.
///
/// [#writePart] may be called by many threads at once, for different parts, in any order.
public interface PartWriter extends AutoCloseable {

  /// The length of every part but the last, in bytes.
  long partSizeBytes();

  /// Writes one part: the source's bytes from `(number - 1) * partSizeBytes()`, as many as a part
  /// has.
  ///
  /// @param number from 1 to the number of parts
  void writePart(int number) throws StoreException, InterruptedException;

  /// Makes the entry appear whole, after every part was written, the source proved unchanged
  /// ([ContentReader#verifyUnchanged]) and the writer has verified what it can.
  StoredContent commit() throws StoreException, InterruptedException;

  /// Takes back everything unless committed. Never throws; what could not be taken back is found by
  /// the next run.
  @Override
  void close();
}
