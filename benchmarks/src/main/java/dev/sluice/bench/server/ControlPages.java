package dev.sluice.bench.server;

import dev.sluice.s3server.error.S3Exception;
import dev.sluice.s3server.http.HttpRequest;
import dev.sluice.s3server.http.HttpResponse;
import dev.sluice.s3server.http.Query;
import java.io.IOException;

/// What a measurement asks the server beside S3, in plain text. Neither counted nor held up.
///
/// `GET /_bench/counters` gives the figures since the last `POST /_bench/reset`; `POST
/// /_bench/empty?bucket=NAME` forgets what was written into a bucket.
final class ControlPages {

  /// Every path of these begins so; no bucket's name can.
  static final String PATH = "/_bench/";

  private final Buckets buckets;
  private final Counters counters;

  ControlPages(Buckets buckets, Counters counters) {
    this.buckets = buckets;
    this.counters = counters;
  }

  void answer(HttpRequest request, HttpResponse response) throws IOException {
    response.header("Content-Type", "text/plain; charset=utf-8");
    switch (request.method() + ' ' + request.rawPath()) {
      case "GET /_bench/counters" -> counters.appendTo(response.content(), buckets);
      case "POST /_bench/reset" -> counters.reset();
      case "POST /_bench/empty" -> empty(request, response);
      default -> {
        response.status(404);
        response.content().utf8("there are counters, reset and empty\n");
      }
    }
    response.send();
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
