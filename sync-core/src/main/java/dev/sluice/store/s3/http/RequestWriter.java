package dev.sluice.store.s3.http;

import java.nio.charset.StandardCharsets;

/// Puts a request's head (and a short body) together in one array, used over again.
final class RequestWriter {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Utf8Buffer buffer = new Utf8Buffer(8 << 10);

  byte[] bytes() {
    return buffer.bytes();
  }

  /// Writes a request over what was there before.
  ///
  /// @return how long it is, from the beginning of [#bytes]
  int write(HttpRequest request, boolean withBody) {
    buffer.clear().add(request.method()).add(' ').add(request.target()).add(VERSION);
    HeaderList headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      header(headers.name(i), headers.value(i));
    }
    if (request.body().length > 0 || request.mayHaveBody()) {
      header("content-length", Integer.toString(request.body().length));
    }
    buffer.add(LINE_END);
    if (withBody) {
      buffer.add(request.body());
    }
    return buffer.length();
  }

  private void header(String name, String value) {
    buffer.add(name).add(':').add(' ').add(value).add(LINE_END);
  }
}
