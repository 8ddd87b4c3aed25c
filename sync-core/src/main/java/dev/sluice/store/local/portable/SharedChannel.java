package dev.sluice.store.local.portable;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// An open file used at any position by many threads, which outlives the interruption of one of
/// them: the JDK closes a channel under everybody when one thread is interrupted in it, so it is
/// opened again for the others.
final class SharedChannel implements AutoCloseable {

  /// For heap arrays the JDK keeps a buffer outside the heap for each thread, as large as the
  /// largest slice it was ever given.
  private static final int SLICE_BYTES = 256 * 1024;

  /// Each reopening needs an interruption of another thread, and there are not so many threads.
  private static final int MAX_REOPENINGS = 1000;

  /// Opens the file once more.
  @FunctionalInterface
  interface Opener {
    FileChannel open() throws IOException;
  }

  private final Path path;
  private final Opener opener;
  private FileChannel channel;
  private int reopenings;
  private boolean closed;

  /// @param path for messages
  /// @param opener opens it, now and again
  SharedChannel(Path path, Opener opener) throws IOException {
    this(path, opener.open(), opener);
  }

  /// @param path for messages
  /// @param channel the file, open
  /// @param opener opens it again
  SharedChannel(Path path, FileChannel channel, Opener opener) {
    this.path = path;
    this.channel = channel;
    this.opener = opener;
  }

  /// Fills `into` from `offset` on.
  ///
  /// @throws EOFException if the file ends before
  void read(ByteBuffer into, long offset) throws IOException, InterruptedException {
    transfer(into, offset, FileChannel::read);
  }

  /// Writes all of `from` at `offset`.
  void write(ByteBuffer from, long offset) throws IOException, InterruptedException {
    transfer(from, offset, (file, slice, at) -> file.write(slice, at));
  }

  long size() throws IOException {
    return current().size();
  }

  /// Waits until the bytes written are on the medium.
  void forceContent() throws IOException {
    current().force(false);
  }

  /// Waits until everything written is on the medium.
  void force() throws IOException {
    current().force(true);
  }

  @FunctionalInterface
  private interface Transfer {
    int run(FileChannel file, ByteBuffer slice, long at) throws IOException;
  }

  private void transfer(ByteBuffer buffer, long offset, Transfer transfer)
      throws IOException, InterruptedException {
    long shift = offset - buffer.position();
    int end = buffer.limit();
    while (buffer.position() < end) {
      if (!buffer.isDirect()) {
        buffer.limit(Math.min(end, buffer.position() + SLICE_BYTES));
      }
      FileChannel file = current();
      try {
        if (transfer.run(file, buffer, shift + buffer.position()) < 0) {
          throw new EOFException("the file ends at " + (shift + buffer.position()));
        }
      } catch (ClosedByInterruptException e) {
        Thread.interrupted(); // said by the exception from here on
        throw (InterruptedException) new InterruptedException().initCause(e);
      } catch (ClosedChannelException e) {
        reopen(file);
      }
    }
    buffer.limit(end);
  }

  private synchronized FileChannel current() {
    if (closed) {
      throw new IllegalStateException(path + " is closed");
    }
    return channel;
  }

  private synchronized void reopen(FileChannel broken) throws IOException {
    if (!closed && channel.equals(broken)) {
      if (++reopenings > MAX_REOPENINGS) {
        throw new IOException("the file was closed by interruptions again and again");
      }
      channel = opener.open();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    channel.close();
  }
}
