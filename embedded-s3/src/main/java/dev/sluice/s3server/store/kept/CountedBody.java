package dev.sluice.s3server.store.kept;

import dev.sluice.s3server.store.Body;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A body in a file, given back when its last user is gone.
abstract sealed class CountedBody implements Body permits FileBody, PackedBody {

  private static final int BUFFER_BYTES = 128 * 1024;
  private static final VarHandle USERS;

  static {
    try {
      USERS = MethodHandles.lookup().findVarHandle(CountedBody.class, "users", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // Read and written through USERS.
  private volatile int users = 1;

  /// Gives the space back; called once.
  abstract void discard();

  @Override
  public final boolean tryRetain() {
    while (true) {
      int now = (int) USERS.getVolatile(this);
      if (now == 0) {
        return false;
      }
      if (USERS.compareAndSet(this, now, now + 1)) {
        return true;
      }
    }
  }

  @Override
  public final void release() {
    if ((int) USERS.getAndAdd(this, -1) == 1) {
      discard();
    }
  }

  static void copy(FileChannel file, long position, long count, Output output) throws IOException {
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, count)];
    for (long done = 0; done < count; ) {
      int wanted = (int) Math.min(buffer.length, count - done);
      int read = file.read(ByteBuffer.wrap(buffer, 0, wanted), position + done);
      if (read < 0) {
        throw new IOException("a stored body is shorter than it was");
      }
      output.write(buffer, 0, read);
      done += read;
    }
  }
}
