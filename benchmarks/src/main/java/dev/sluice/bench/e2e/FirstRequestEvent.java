package dev.sluice.bench.e2e;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// How long it takes from a program's start until its first request is with the server. The server
/// here is one in this process, so that both times are read from one clock; it answers everything
/// with an empty listing.
final class FirstRequestEvent implements Event, AutoCloseable {

  private static final String NOTHING_LISTED =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>b</Name><Prefix></Prefix>\
      <KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated></ListBucketResult>
      """;

  private final HttpServer server;
  private final AtomicLong firstNanos = new AtomicLong();

  FirstRequestEvent() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          firstNanos.compareAndSet(0, System.nanoTime());
          byte[] answer = NOTHING_LISTED.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/xml");
          boolean bodiless = "HEAD".equals(exchange.getRequestMethod());
          exchange.sendResponseHeaders(200, bodiless ? -1 : answer.length);
          if (!bodiless) {
            exchange.getResponseBody().write(answer);
          }
          exchange.close();
        });
    server.start();
  }

  @Override
  public String title() {
    return "From the start to the first request";
  }

  @Override
  public String unit() {
    return "start";
  }

  @Override
  public long units(double share) {
    return 1;
  }

  @Override
  public Site site(Site site) {
    return new Site(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        null,
        site.home(),
        site.atOnce());
  }

  @Override
  public Task task(double share) {
    return new Task.FirstRequest("bucket");
  }

  @Override
  public void before(Task task) {
    firstNanos.set(0);
  }

  @Override
  public double seconds(Usage usage) {
    return (firstNanos.get() - usage.startNanos()) / 1e9;
  }

  @Override
  public void check(Task task, Counters counters) throws RaceException {
    if (firstNanos.get() == 0) {
      throw new RaceException("no request came");
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
