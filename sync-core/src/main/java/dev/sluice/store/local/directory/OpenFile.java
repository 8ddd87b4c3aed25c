package dev.sluice.store.local.directory;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;

/// An open file, used at any position by many threads. It stays the same file whatever becomes of
/// its name.
///
/// All calls block, and fail with an [IllegalStateException] once it is closed. A thread that is
/// interrupted meanwhile does no harm to the others.
public interface OpenFile extends AutoCloseable {

  /// What is copied at a time where the bytes pass through here.
  int PIECE_BYTES = 256 * 1024;

  FileFacts facts() throws IOException;

  /// Reads `length` bytes from `offset` on.
  ///
  /// @throws EOFException if the file ends before
  void read(byte[] into, int at, int length, long offset) throws IOException, InterruptedException;

  /// Writes `length` bytes at `offset`.
  void write(byte[] from, int at, int length, long offset) throws IOException, InterruptedException;

  /// Writes what remains of a buffer outside of the heap at `offset`.
  void write(ByteBuffer from, long offset) throws IOException, InterruptedException;

  /// Gives this file, which is empty, the content of another by sharing its extents, which costs
  /// nothing and takes no room (a *reflink*).
  ///
  /// @return whether that was done; where the file system cannot, nothing is written
  default boolean cloneFrom(OpenFile other) {
    return false;
  }

  /// Writes `length` bytes of another file at the same place in this one.
  ///
  /// @throws EOFException if the other ends before
  default void copyFrom(OpenFile other, long offset, int length)
      throws IOException, InterruptedException {
    byte[] piece = new byte[Math.min(length, PIECE_BYTES)];
    for (int done = 0; done < length; done += piece.length) {
      int bytes = Math.min(piece.length, length - done);
      other.read(piece, 0, bytes, offset + done);
      write(piece, 0, bytes, offset + done);
    }
  }

  /// Waits until what was written so far is on the medium, though perhaps not yet its size and
  /// place.
  void forceContent() throws IOException;

  /// Waits until everything written is on the medium.
  void force() throws IOException;

  /// Sets who may do what with it.
  ///
  /// @param permissions the nine bits of read, write and execute
  void setPermissions(int permissions) throws IOException;

  void setTimes(Instant modified, Instant accessed) throws IOException;

  @Override
  void close() throws IOException;
}
