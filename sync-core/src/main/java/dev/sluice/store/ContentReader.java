package dev.sluice.store;

import dev.sluice.model.Attributes;
import dev.sluice.model.Fingerprint.Remembered;

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

  /// Looks whether the content still is what was listed; to be called after the last read and
  /// before the copy is made final. A reader that had the whole content when it last looked need
  /// not look again.
  ///
  /// @throws StoreException of kind [StoreException.Kind#CHANGED] if not
  void verifyUnchanged() throws StoreException, InterruptedException;

  /// Says that the whole content will be read in pieces, and finds out what the store knows of it,
  /// so that the pieces are held against that while they pass. Costs a remote store one request,
  /// which [#attributes] then does not. From then on pieces must be begun in their order, each by
  /// somebody who waits for nothing else until it is read: a piece that arrives early may wait for
  /// those before it.
  ///
  /// @param eachOnce whether no piece is read twice
  default void expectPieces(boolean eachOnce) throws StoreException, InterruptedException {}

  /// Whether what was read is what the store says that it holds. Known once [#verifyUnchanged] was
  /// called after the last read.
  default Proof proof() {
    return Proof.PROVEN;
  }

  /// Says what the content was found to be, for a store that remembers that. Does nothing unless
  /// the content was found unchanged after it was read to the end.
  ///
  /// @throws StoreException of kind [StoreException.Kind#CORRUPT] if the store remembers it as
  ///   another one, and nothing has happened to it since
  default void remember(Remembered read) throws StoreException {}

  /// Frees what the reader holds. Never throws.
  @Override
  void close();
}
