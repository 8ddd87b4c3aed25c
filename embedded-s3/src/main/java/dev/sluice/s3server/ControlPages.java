package dev.sluice.s3server;

import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.ByteSink;
import dev.sluice.s3server.http.HttpHandler;
import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.Query;
import dev.sluice.s3server.store.Bucket;
import dev.sluice.s3server.store.Buckets;
import dev.sluice.s3server.traffic.RequestCounters;
import java.io.IOException;
import java.lang.management.ManagementFactory;

/// What a measurement asks the server beside S3, in plain text. Neither counted nor held up.
///
/// `GET /_bench/counters` gives the figures since the last `POST /_bench/reset`; `POST
/// /_bench/empty?bucket=NAME` forgets what was written into a bucket.
final class ControlPages implements HttpHandler {

  /// Every path of these begins so; no bucket's name can.
  private static final String PATH = "/_bench/";

  private final HttpHandler others;
  private final Buckets buckets;
  private final RequestCounters counters;
  private final com.sun.management.OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
  private volatile long cpuAtReset;
  private volatile long nanosAtReset;

  /// Puts the pages before a service.
  ///
  /// @param others answers whatever asks for none of these pages
  ControlPages(HttpHandler others, Buckets buckets, RequestCounters counters) {
    this.others = others;
    this.buckets = buckets;
    this.counters = counters;
    reset();
  }

  @Override
  public void handle(HttpRequest request, HttpResponse response) throws IOException {
    if (!request.rawPath().startsWith(PATH)) {
      others.handle(request, response);
      return;
    }
    response.header("Content-Type", "text/plain; charset=utf-8");
    switch (request.method() + ' ' + request.rawPath()) {
      case "GET /_bench/counters" -> appendFigures(response.content());
      case "POST /_bench/reset" -> reset();
      case "POST /_bench/empty" -> empty(request, response);
      default -> {
        response.status(404);
        response.content().utf8("there are counters, reset and empty\n");
      }
    }
    response.send();
  }

  private void reset() {
    counters.reset();
    nanosAtReset = System.nanoTime();
    cpuAtReset = process.getProcessCpuTime();
  }

  /// Writes a line for each figure, name and value with a blank between.
  private void appendFigures(ByteSink sink) {
    line(sink, "cpu_nanos", process.getProcessCpuTime() - cpuAtReset);
    line(sink, "wall_nanos", System.nanoTime() - nanosAtReset);
    line(sink, "requests", counters.total());
    line(sink, "errors", counters.errors());
    line(sink, "max_in_flight", counters.maxInFlight());
    line(sink, "bytes_read", counters.bytesIn());
    line(sink, "bytes_written", counters.bytesOut());
    counters
        .byOperation()
        .forEach((operation, count) -> line(sink, "requests." + operation.s3Name(), count));
    for (Bucket bucket : buckets.all()) {
      line(sink, "objects." + bucket.name(), bucket.count());
    }
  }

  private static void line(ByteSink sink, String name, long value) {
    sink.utf8(name).put(' ').decimal(value).put('\n');
  }

  private void empty(HttpRequest request, HttpResponse response) {
    try {
      buckets.empty(Query.parse(request.rawQuery()).get("bucket", ""));
    } catch (S3Exception e) {
      response.status(e.status());
      response.content().utf8(e.code() + '\n');
    }
  }
}
