package dev.sluice.store.s3.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Puts a request's head (and a short body) together in one array, used over again.
final class RequestWriter {
  private byte[] bytes = new byte[8 << 10];
  private int length;

  byte[] bytes() {
    return bytes;
  }

  int write(HttpRequest request, boolean withBody) {
    length = 0;
    ascii(request.method());
    put(' ');
    ascii(request.target());
    ascii(" HTTP/1.1\r\n");
    HeaderList headers = request.headers();
    for (int i = 0; i < headers.size(); i++) {
      ascii(headers.name(i));
      put(':');
      put(' ');
      text(headers.value(i));
      ascii("\r\n");
    }
    if (request.body().length > 0 || request.mayHaveBody()) {
      ascii("content-length: ");
      ascii(Integer.toString(request.body().length));
      ascii("\r\n");
    }
    ascii("\r\n");
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

  private void ascii(String text) {
    ensure(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  private void text(String value) {
    ensure(value.length());
    int begin = length;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c >= 0x80) {
        length = begin;
        append(value.getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[length++] = (byte) c;
    }
  }

  private void append(byte[] more) {
    ensure(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }
}
