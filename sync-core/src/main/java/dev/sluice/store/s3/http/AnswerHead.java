package dev.sluice.store.s3.http;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// The status line and headers of an answer (RFC 9112), left where they were received and found by
/// their offsets, so that a header nobody asks for costs nothing. One for each connection, used
/// over again.
final class AnswerHead {

  private static final int MAX_HEADERS = 256;
  private static final String CONTENT_LENGTH = "content-length";

  private byte[] bytes = {};
  private int status;
  private boolean http10;
  private int count;

  /// Four a header: name from, name to, value from, value to.
  private int[] spans = new int[4 * 32];

  /// Parses a head that lies in `buffer` from `from` up to and with the empty line that ends it at
  /// `to`.
  void parse(byte[] buffer, int from, int to) throws IOException {
    bytes = buffer;
    count = 0;
    int end = lineEnd(from, to);
    status = statusOf(from, end);
    int at = end + 1;
    while (at < to) {
      end = lineEnd(at, to);
      int length = trimmedEnd(at, end) - at;
      if (length <= 0) {
        return;
      }
      header(at, at + length);
      at = end + 1;
    }
  }

  private int lineEnd(int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    throw new IOException("the answer's head is cut off");
  }

  private int trimmedEnd(int from, int end) {
    int at = end;
    while (at > from && (bytes[at - 1] == '\r' || bytes[at - 1] == ' ' || bytes[at - 1] == '\t')) {
      at--;
    }
    return at;
  }

  private int statusOf(int from, int end) throws IOException {
    boolean isHttp1 =
        end - from >= 12
            && bytes[from] == 'H'
            && bytes[from + 1] == 'T'
            && bytes[from + 2] == 'T'
            && bytes[from + 3] == 'P'
            && bytes[from + 4] == '/'
            && bytes[from + 5] == '1'
            && bytes[from + 6] == '.'
            && bytes[from + 8] == ' ';
    if (!isHttp1) {
      throw new IOException("the answer is not HTTP/1.1");
    }
    http10 = bytes[from + 7] == '0';
    int number = 0;
    for (int i = from + 9; i < from + 12; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        throw new IOException("the answer has no status");
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private void header(int from, int to) throws IOException {
    int colon = from;
    while (colon < to && bytes[colon] != ':') {
      colon++;
    }
    if (colon == to || colon == from) {
      throw new IOException("the answer has a header without a name");
    }
    if (count == MAX_HEADERS) {
      throw new IOException("the answer has more than " + MAX_HEADERS + " headers");
    }
    if (4 * count == spans.length) {
      spans = Arrays.copyOf(spans, 2 * spans.length);
    }
    int value = colon + 1;
    while (value < to && (bytes[value] == ' ' || bytes[value] == '\t')) {
      value++;
    }
    int at = 4 * count++;
    spans[at] = from;
    spans[at + 1] = colon;
    spans[at + 2] = value;
    spans[at + 3] = to;
  }

  int status() {
    return status;
  }

  /// Whether the server speaks HTTP/1.0, whose connections end with the answer.
  boolean isHttp10() {
    return http10;
  }

  /// The first value of a header.
  ///
  /// @param name in lower case
  @Nullable String value(String name) {
    for (int i = 0; i < count; i++) {
      if (isNamed(i, name)) {
        return valueAt(i);
      }
    }
    return null;
  }

  private boolean isNamed(int header, String lowerCase) {
    return spans[4 * header + 1] - spans[4 * header] == lowerCase.length()
        && startsWith(header, lowerCase);
  }

  private String valueAt(int header) {
    return text(spans[4 * header + 2], spans[4 * header + 3]);
  }

  /// Whether there is a `Content-Length`.
  boolean hasContentLength() {
    return firstContentLength() < count;
  }

  /// The length that every `Content-Length` gives.
  ///
  /// @throws IOException if one is no length, or they differ
  /// @throws IllegalStateException if there is none
  long contentLength() throws IOException {
    int first = firstContentLength();
    if (first == count) {
      throw new IllegalStateException("the answer does not say how long it is");
    }
    long length = Framing.length(valueAt(first));
    for (int i = first + 1; i < count; i++) {
      if (isNamed(i, CONTENT_LENGTH)) {
        Framing.requireSame(length, Framing.length(valueAt(i)));
      }
    }
    return length;
  }

  /// Where it is; behind the last header where there is none.
  private int firstContentLength() {
    int at = 0;
    while (at < count && !isNamed(at, CONTENT_LENGTH)) {
      at++;
    }
    return at;
  }

  /// All values of a header, as one list.
  ///
  /// @param name in lower case
  @Nullable String values(String name) {
    String all = null;
    for (int i = 0; i < count; i++) {
      if (isNamed(i, name)) {
        all = all == null ? valueAt(i) : all + ", " + valueAt(i);
      }
    }
    return all;
  }

  /// Every header whose name begins with `prefix`.
  void under(String prefix, BiConsumer<String, String> visitor) {
    for (int i = 0; i < count; i++) {
      if (spans[4 * i + 1] - spans[4 * i] > prefix.length() && startsWith(i, prefix)) {
        visitor.accept(
            text(spans[4 * i] + prefix.length(), spans[4 * i + 1]).toLowerCase(Locale.ROOT),
            text(spans[4 * i + 2], spans[4 * i + 3]));
      }
    }
  }

  private boolean startsWith(int header, String lowerCase) {
    int from = spans[4 * header];
    for (int i = 0; i < lowerCase.length(); i++) {
      byte b = bytes[from + i];
      int lower = b >= 'A' && b <= 'Z' ? b + 32 : b;
      if (lower != lowerCase.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// UTF-8 where it is that, as S3 services send metadata; else one character a byte.
  private String text(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] < 0) {
        return beyondAscii(from, to);
      }
    }
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private String beyondAscii(int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(java.nio.ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException _) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
  }
}
