package dev.sluice.bench.server;

import dev.sluice.s3server.http.ChannelLayer;
import dev.sluice.s3server.http.HttpListener;
import dev.sluice.s3server.http.TrafficBytes;
import dev.sluice.s3server.tls.CertificateAuthority;
import dev.sluice.s3server.tls.TlsLayer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;

/// A running server. Listens on 127.0.0.1 until it is closed.
public final class BenchServer implements AutoCloseable {

  private final HttpListener listener;
  private final boolean withTls;

  private BenchServer(HttpListener listener, boolean withTls) {
    this.listener = listener;
    this.withTls = withTls;
  }

  /// Starts a server; it answers when this returns.
  ///
  /// @param options as on the command line of [Main]
  /// @throws IllegalArgumentException if the options make no sense; the message says why
  /// @throws IOException if the port cannot be listened on, or no certificate can be made
  public static BenchServer start(String... options) throws IOException {
    return start(Options.parse(options), Thread::sleep);
  }

  /// Starts a server that holds answers up in another way than by waiting.
  static BenchServer start(Options parsed, Service.Pause pause) throws IOException {
    Buckets buckets = new Buckets();
    parsed.buckets().forEach(buckets::create);
    for (SyntheticSpec spec : parsed.synthetic()) {
      buckets.createSynthetic(spec.name(), new SyntheticObjects(spec));
    }
    TrafficBytes traffic = new TrafficBytes();
    Counters counters = new Counters(traffic);
    ContentStore store =
        new ContentStore(parsed.keptBytes(), parsed.memoryBytes(), parsed.folder());
    Service service = new Service(buckets, counters, store, parsed.latency(), pause);
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), parsed.port());
    ThreadFactory threads = Thread.ofVirtual().name("bench-server-", 0).factory();
    Path tls = parsed.tlsFolder();
    ChannelLayer layer =
        tls == null ? ChannelLayer.NONE : new TlsLayer(CertificateAuthority.in(tls).context());
    return new BenchServer(
        HttpListener.start(address, service, threads, traffic, layer), tls != null);
  }

  /// Where clients reach it, such as `http://127.0.0.1:40123`.
  public URI endpoint() {
    return URI.create((withTls ? "https" : "http") + "://127.0.0.1:" + listener.port());
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
