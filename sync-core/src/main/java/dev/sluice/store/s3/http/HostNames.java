package dev.sluice.store.s3.http;

import dev.sluice.flow.BlockingIo;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// Looks names of hosts up on platform threads of its own: the system's call holds the thread that
/// it runs on, for as long as a name server does not answer, and virtual threads share few.
/// Thread-safe.
public final class HostNames implements AutoCloseable {

  /// For more than one name at a time that nobody knows.
  private static final int THREADS = 4;

  private final BlockingIo threads = new BlockingIo("sluice-names", THREADS);

  /// All addresses of `host`, which may be one itself.
  ///
  /// @throws InterruptedIOException if the caller was interrupted, which it stays
  public InetAddress[] addresses(String host) throws UnknownHostException, InterruptedIOException {
    try {
      return threads.<InetAddress[], UnknownHostException>call(
          () -> InetAddress.getAllByName(host));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interruption =
          new InterruptedIOException("interrupted while looking up " + host);
      interruption.initCause(e);
      throw interruption;
    }
  }

  @Override
  public void close() {
    threads.close();
  }
}
