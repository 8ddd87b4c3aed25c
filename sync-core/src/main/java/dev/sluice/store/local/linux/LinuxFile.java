package dev.sluice.store.local.linux;

import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.OpenFile;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.function.LongBinaryOperator;

/// An open file on Linux. No interruption closes it, since no channel of the JDK is about it; an
/// interrupted thread stops between two pieces.
final class LinuxFile implements OpenFile {

  private final Descriptor descriptor;

  LinuxFile(Descriptor descriptor) {
    this.descriptor = descriptor;
  }

  /// A call on the descriptor.
  @FunctionalInterface
  private interface Call {
    /// Makes it.
    ///
    /// @return not negative, or the negative of an [Errno]
    long run(int file);
  }

  private long call(Call call) throws IOException {
    int file = descriptor.acquire();
    try {
      long result = call.run(file);
      if (result < 0) {
        throw Errno.exception((int) -result, descriptor.path());
      }
      return result;
    } finally {
      descriptor.release();
    }
  }

  @Override
  public FileFacts facts() throws IOException {
    call(file -> LinuxCalls.statx(file, "", LinuxCalls.AT_EMPTY_PATH));
    return LinuxCalls.facts();
  }

  @Override
  public void read(byte[] into, int at, int length, long offset)
      throws IOException, InterruptedException {
    CallBuffers own = CallBuffers.own();
    ByteBuffer bytes = own.bytes(Math.min(length, CallBuffers.BYTES));
    long address = own.bytesAddress();
    for (int done = 0; done < length; ) {
      requireNotInterrupted();
      long from = offset + done;
      int wanted = Math.min(length - done, CallBuffers.BYTES);
      int got = (int) call(file -> LinuxCalls.pread(file, address, wanted, from));
      if (got == 0) {
        throw new EOFException("the file ends at " + from);
      }
      bytes.get(0, into, at + done, got);
      done += got;
    }
  }

  @Override
  public void write(byte[] from, int at, int length, long offset)
      throws IOException, InterruptedException {
    CallBuffers own = CallBuffers.own();
    ByteBuffer bytes = own.bytes(Math.min(length, CallBuffers.BYTES));
    for (int done = 0; done < length; ) {
      int piece = Math.min(length - done, CallBuffers.BYTES);
      bytes.put(0, from, at + done, piece);
      write(own.bytesAddress(), piece, offset + done);
      done += piece;
    }
  }

  @Override
  public void write(ByteBuffer from, long offset) throws IOException, InterruptedException {
    int length = from.remaining();
    write(MemorySegment.ofBuffer(from).address(), length, offset);
    from.position(from.limit());
  }

  private void write(long address, int length, long offset)
      throws IOException, InterruptedException {
    for (int done = 0; done < length; ) {
      requireNotInterrupted();
      int written = done;
      done +=
          (int)
              call(file ->
                  LinuxCalls.pwrite(file, address + written, length - written, offset + written));
    }
  }

  /// A call on this file and another.
  ///
  /// @param call takes the descriptors of both
  private long callWith(LinuxFile other, LongBinaryOperator call) {
    int from = other.descriptor.acquire();
    try {
      int to = descriptor.acquire();
      try {
        return call.applyAsLong(from, to);
      } finally {
        descriptor.release();
      }
    } finally {
      other.descriptor.release();
    }
  }

  @Override
  public boolean cloneFrom(OpenFile other) {
    return other instanceof LinuxFile file
        && callWith(file, (from, to) -> LinuxCalls.clone((int) from, (int) to)) == 0;
  }

  /// Within the system, which may have a short way. Where it has none, or fails, the bytes pass
  /// through here, and meet whatever is wrong.
  @Override
  public void copyFrom(OpenFile other, long offset, int length)
      throws IOException, InterruptedException {
    int done = 0;
    if (other instanceof LinuxFile file) {
      long copied = 1;
      while (done < length && copied > 0) {
        requireNotInterrupted();
        long at = offset + done;
        int rest = length - done;
        copied =
            callWith(file, (from, to) -> LinuxCalls.copyFileRange((int) from, (int) to, at, rest));
        done += (int) Math.max(0, copied);
      }
    }
    if (done < length) {
      OpenFile.super.copyFrom(other, offset + done, length - done);
    }
  }

  private static void requireNotInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  @Override
  public void forceContent() throws IOException {
    call(file -> LinuxCalls.fsync(file, true));
  }

  @Override
  public void force() throws IOException {
    call(file -> LinuxCalls.fsync(file, false));
  }

  @Override
  public void setPermissions(int permissions) throws IOException {
    call(file -> LinuxCalls.fchmod(file, permissions));
  }

  @Override
  public void setTimes(Instant modified, Instant accessed) throws IOException {
    call(file -> LinuxCalls.setTimes(file, accessed, modified));
  }

  @Override
  public void close() throws IOException {
    descriptor.close();
  }
}
