package dev.sluice.store.local.linux;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/// A file descriptor that is closed only when nobody uses it: its number would else be given to
/// another file while a slow call is still to use it. Thread-safe; never waits.
final class Descriptor {

  private static final int CLOSING = Integer.MIN_VALUE;

  private final int number;
  private final Object path;

  /// How many calls use it; negative once it is to be closed.
  private final AtomicInteger users = new AtomicInteger();

  /// @param path what it is of, for messages: its text is only made for them
  Descriptor(int number, Object path) {
    this.number = number;
    this.path = path;
  }

  String path() {
    return path.toString();
  }

  /// Its number, to be used until [#release].
  int acquire() {
    if (users.incrementAndGet() < 0) {
      release();
      throw new IllegalStateException(path + " is closed");
    }
    return number;
  }

  void release() {
    if (users.decrementAndGet() == CLOSING && users.compareAndSet(CLOSING, CLOSING / 2)) {
      LinuxCalls.close(number);
    }
  }

  /// Closes it, or has whoever uses it do so. Does nothing if it is closed.
  ///
  /// @throws IOException if closing tells that something was not written
  void close() throws IOException {
    int before = users.getAndUpdate(count -> count < 0 ? count : count + CLOSING);
    if (before == 0 && users.compareAndSet(CLOSING, CLOSING / 2)) {
      int error = LinuxCalls.close(number);
      if (error != 0 && error != Errno.EINTR) {
        throw Errno.exception(error, path());
      }
    }
  }
}
