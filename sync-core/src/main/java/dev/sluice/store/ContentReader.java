package dev.sluice.store;

/// Reads the content of one entry as it was listed, at any offset, by any number of threads.
public interface ContentReader extends AutoCloseable {

  /// The content's length in bytes, as listed.
  long sizeBytes();

  /// What goes with the content. Costs a request where nothing has been read yet from a remote
  /// store.
  Attributes attributes() throws StoreException, InterruptedException;

  /// Reads exactly `length` bytes at `offset` into `into`, beginning at `at`.
  ///
  /// @throws StoreException of kind [StoreException.Kind#CHANGED] if the content no longer is what
  ///   was listed
  void read(long offset, byte[] into, int at, int length)
      throws StoreException, InterruptedException;

  /// Looks whether the content still is what was listed, after the last read and before the copy is
  /// made final. Content that was read whole, and found unchanged after that, needs no second look.
  ///
  /// @throws StoreException of kind [StoreException.Kind#CHANGED] if not
  void verifyUnchanged() throws StoreException, InterruptedException;

  /// Frees what the reader holds. Never throws.
  @Override
  void close();
}
