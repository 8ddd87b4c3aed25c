package dev.sluice.store;

import dev.sluice.model.Attributes;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.model.Md5Value;
import org.jspecify.annotations.Nullable;

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

  /// The content, where it is in memory as a whole.
  ///
  /// @return null where it is to be read
  default @Nullable Whole whole() {
    return null;
  }

  /// A content in memory, which does not change.
  final class Whole {
    private final byte[] content;
    private final Md5Value md5;

    /// Keeps the bytes and copies nothing.
    public Whole(byte[] content, Md5Value md5) {
      this.content = content;
      this.md5 = md5;
    }

    /// The bytes; not to be changed.
    public byte[] content() {
      return content;
    }

    /// Their MD5.
    public Md5Value md5() {
      return md5;
    }
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
