package dev.sluice.store.s3.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Puts a request's head (and a short body) together in one array, used over again.
final class RequestWriter {
  private static final byte[] LINE_END = {'\r', '\n'};
  private static final byte[] VERSION = " HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[8 << 10];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int write(HttpRequest request, boolean withBody) {
    length = 0;
    text(request.method());
    put(' ');
    text(request.target());
    append(VERSION);
    HeaderList headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      text(headers.name(i));
      put(':');
      put(' ');
      text(headers.value(i));
      append(LINE_END);
    }
    if (request.body().length > 0 || request.mayHaveBody()) {
      text("content-length: ");
      text(Integer.toString(request.body().length));
      append(LINE_END);
    }
    append(LINE_END);
    if (withBody) {
      append(request.body());
    }
    return length;
  }

  private void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  private void put(char c) {
    ensure(1);
    bytes[length++] = (byte) c;
  }

  /// A short-lived array, and still cheaper than a loop over characters: the JDK copies what is
  /// ASCII in one go.
  private void text(String value) {
    append(value.getBytes(StandardCharsets.UTF_8));
  }

  private void append(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }
}
