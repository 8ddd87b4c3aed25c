package dev.sluice.store.s3.http;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Time;
import dev.sluice.flow.Unanswered;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

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
      return threads.<InetAddress[], UnknownHostException>call(() -> {
        BlockingIo.at("look up", host);
        return InetAddress.getAllByName(host);
      });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interruption =
          new InterruptedIOException("interrupted while looking up " + host);
      interruption.initCause(e);
      throw interruption;
    }
  }

  /// The names that nobody has answered for `atLeast`; see [BlockingIo#unanswered].
  public List<Unanswered> unanswered(Duration atLeast) {
    return threads.unanswered(atLeast, Time.SYSTEM);
  }

  @Override
  public void close() {
    threads.close();
  }
}
