package dev.sluice.s3server.http;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Parses request heads from the bytes of a connection.
final class RequestReader {

  private static final int MAX_HEAD_BYTES = 64 * 1024;

  private final ConnectionInput input;
  private final RequestBody.Continuation continuation;

  RequestReader(ConnectionInput input, RequestBody.Continuation continuation) {
    this.input = input;
    this.continuation = continuation;
  }

  /// Reads the next request's head.
  ///
  /// @return null when the peer closed the connection between two requests
  @Nullable HttpRequest next() throws IOException {
    skipEmptyLines();
    int end = findEndOfHead();
    if (end < 0) {
      return null;
    }
    byte[] bytes = input.buffer();
    int start = input.position();
    int lineEnd = endOfLine(bytes, start, end);
    int methodEnd = indexOf(bytes, start, lineEnd, ' ');
    int targetEnd = methodEnd < 0 ? -1 : indexOf(bytes, methodEnd + 1, lineEnd, ' ');
    String version = targetEnd < 0 ? "" : Latin1.text(bytes, targetEnd + 1, lineEnd);
    if (!version.startsWith("HTTP/1.")) {
      throw new MalformedRequestException(400, "the request line is malformed");
    }
    String method = Latin1.text(bytes, start, methodEnd);
    int pathStart = startOfPath(bytes, methodEnd + 1, targetEnd);
    int question = indexOf(bytes, pathStart, targetEnd, '?');
    int pathEnd = question < 0 ? targetEnd : question;
    String path = pathStart == pathEnd ? "/" : Latin1.text(bytes, pathStart, pathEnd);
    String query = question < 0 ? "" : Latin1.text(bytes, question + 1, targetEnd);
    Headers headers = parseHeaders(bytes, lineEnd, end);
    if (version.equals("HTTP/1.0") && !headers.has("connection")) {
      headers.add("connection", "close");
    }
    input.consumeTo(end);
    return new HttpRequest(method, path, query, headers, body(headers));
  }

  private void skipEmptyLines() throws IOException {
    for (int skipped = 0; skipped < 4; skipped++) {
      if (input.position() == input.limit() && !input.fillMore(MAX_HEAD_BYTES)) {
        return;
      }
      byte first = input.buffer()[input.position()];
      if (first != '\r' && first != '\n') {
        return;
      }
      input.consumeTo(input.position() + 1);
    }
  }

  /// The index behind the empty line that ends the head, or -1 if the stream ended before the head
  /// began.
  private int findEndOfHead() throws IOException {
    int scanned = 0;
    while (true) {
      byte[] bytes = input.buffer();
      for (int i = input.position() + scanned; i + 1 < input.limit(); i++) {
        if (bytes[i] != '\n') {
          continue;
        }
        if (bytes[i + 1] == '\n') {
          return i + 2;
        }
        if (bytes[i + 1] == '\r' && i + 2 < input.limit() && bytes[i + 2] == '\n') {
          return i + 3;
        }
      }
      scanned = Math.max(0, input.limit() - input.position() - 2);
      boolean empty = input.position() == input.limit();
      if (!input.fillMore(MAX_HEAD_BYTES)) {
        if (empty) {
          return -1;
        }
        throw new EOFException("the connection ended within a head");
      }
    }
  }

  /// An absolute target (`http://host/path`) is cut down to its path.
  private static int startOfPath(byte[] bytes, int from, int to) throws MalformedRequestException {
    if (from < to && (bytes[from] == '/' || bytes[from] == '*')) {
      return from;
    }
    int scheme = indexOf(bytes, from, to, ':');
    if (scheme > 0 && scheme + 2 < to && bytes[scheme + 1] == '/' && bytes[scheme + 2] == '/') {
      int path = indexOf(bytes, scheme + 3, to, '/');
      return path < 0 ? to : path;
    }
    throw new MalformedRequestException(400, "the request's target is no path");
  }

  private static Headers parseHeaders(byte[] bytes, int firstLineEnd, int end)
      throws MalformedRequestException {
    Headers headers = new Headers();
    int at = indexOf(bytes, firstLineEnd, end, '\n') + 1;
    while (at < end) {
      int lineEnd = endOfLine(bytes, at, end);
      if (lineEnd == at) {
        break;
      }
      int colon = indexOf(bytes, at, lineEnd, ':');
      if (colon <= at) {
        throw new MalformedRequestException(400, "a header has no name");
      }
      int valueStart = colon + 1;
      int valueEnd = lineEnd;
      while (valueStart < valueEnd && isBlank(bytes[valueStart])) {
        valueStart++;
      }
      while (valueEnd > valueStart && isBlank(bytes[valueEnd - 1])) {
        valueEnd--;
      }
      headers.add(
          HeaderNames.lowerCase(bytes, at, colon), Latin1.text(bytes, valueStart, valueEnd));
      at = indexOf(bytes, lineEnd, end, '\n') + 1;
    }
    return headers;
  }

  private RequestBody body(Headers headers) throws MalformedRequestException {
    boolean continueExpected = headers.get("expect", "").equalsIgnoreCase("100-continue");
    String encoding = headers.get("transfer-encoding");
    if (encoding != null) {
      if (!encoding.equalsIgnoreCase("chunked")) {
        throw new MalformedRequestException(501, "only the chunked transfer encoding is known");
      }
      return new RequestBody(input, -1, continueExpected, continuation);
    }
    long length = 0;
    String declared = headers.get("content-length");
    if (declared != null) {
      try {
        length = Long.parseLong(declared);
      } catch (NumberFormatException e) {
        length = -1;
      }
      if (length < 0) {
        throw new MalformedRequestException(400, "Content-Length is no number");
      }
    }
    return new RequestBody(input, length, continueExpected, continuation);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static int endOfLine(byte[] bytes, int from, int to) {
    int newline = indexOf(bytes, from, to, '\n');
    int end = newline < 0 ? to : newline;
    return end > from && bytes[end - 1] == '\r' ? end - 1 : end;
  }

  private static int indexOf(byte[] bytes, int from, int to, char wanted) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }
}
