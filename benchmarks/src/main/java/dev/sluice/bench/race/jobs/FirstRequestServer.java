package dev.sluice.bench.race.jobs;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.bench.race.peers.Site;
import dev.sluice.bench.race.peers.Usage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// Remembers when its first request came and answers everything with an empty listing. It runs in
/// this process, so that a program's start and its first request are read from one clock.
final class FirstRequestServer {

  private static final byte[] NOTHING_LISTED =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix></Prefix>\
      <KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated></ListBucketResult>
      """
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final AtomicLong firstNanos = new AtomicLong();

  FirstRequestServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          firstNanos.compareAndSet(0, System.nanoTime());
          exchange.getResponseHeaders().set("Content-Type", "application/xml");
          boolean bodiless = "HEAD".equals(exchange.getRequestMethod());
          exchange.sendResponseHeaders(200, bodiless ? -1 : NOTHING_LISTED.length);
          if (!bodiless) {
            exchange.getResponseBody().write(NOTHING_LISTED);
          }
          exchange.close();
        });
    server.start();
  }

  Site site(Site site) {
    URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new Site(endpoint, null, site.home(), site.atOnce());
  }

  void forget() {
    firstNanos.set(0);
  }

  boolean asked() {
    return firstNanos.get() != 0;
  }

  /// From the start of a process to the first request, in seconds.
  double secondsSince(Usage usage) {
    return (firstNanos.get() - usage.startNanos()) / 1e9;
  }
}
