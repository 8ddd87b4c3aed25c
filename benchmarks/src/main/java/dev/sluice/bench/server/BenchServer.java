package dev.sluice.bench.server;

import dev.sluice.s3server.http.HttpListener;
import dev.sluice.s3server.http.TrafficBytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/// A running server. Listens on 127.0.0.1 until it is closed.
public final class BenchServer implements AutoCloseable {

  private final HttpListener listener;

  private BenchServer(HttpListener listener) {
    this.listener = listener;
  }

  /// Starts a server; it answers when this returns.
  ///
  /// @param options as on the command line of [Main]
  /// @throws IllegalArgumentException if the options make no sense; the message says why
  /// @throws IOException if the port cannot be listened on
  public static BenchServer start(String... options) throws IOException {
    Options parsed = Options.parse(options);
    Buckets buckets = new Buckets();
    parsed.buckets().forEach(buckets::create);
    for (SyntheticSpec spec : parsed.synthetic()) {
      buckets.createSynthetic(spec.name(), new SyntheticObjects(spec));
    }
    TrafficBytes traffic = new TrafficBytes();
    Counters counters = new Counters(traffic);
    ContentStore store =
        new ContentStore(parsed.keptBytes(), parsed.memoryBytes(), parsed.folder());
    Service service = new Service(buckets, counters, store, parsed.latency());
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), parsed.port());
    return new BenchServer(
        HttpListener.start(
            address, service, Thread.ofVirtual().name("bench-server-", 0).factory(), traffic));
  }

  /// Where clients reach it, such as `http://127.0.0.1:40123`.
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.port());
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
