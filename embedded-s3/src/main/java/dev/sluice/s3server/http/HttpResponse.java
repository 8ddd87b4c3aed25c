package dev.sluice.s3server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The answer to one request, reused for the next one on the same connection. Small answers leave
/// in a single write.
public final class HttpResponse {

  private static final int KEPT_CAPACITY_BYTES = 1 << 20;
  private static final int SINGLE_WRITE_BYTES = 64 * 1024;

  private final ConnectionOutput connection;
  private final ByteSink head = new ByteSink(1024);
  private final ByteSink headers = new ByteSink(1024);
  private final ByteSink beforeContent = new ByteSink(512);
  private ByteSink content = new ByteSink(1024);
  private int status = 200;
  private boolean withoutBody;
  private boolean closing;
  private boolean sent;

  /// The headers say for themselves how long the body is.
  private boolean announcesItself;

  private @Nullable Payload payload;
  private long payloadOffset;
  private long payloadBytes;
  private UnaryOperator<Payload.Output> bodyFilter = UnaryOperator.identity();
  private boolean filtered;
  private @Nullable Runnable beforeLastByte;
  private @Nullable RequestBody requestBody;

  HttpResponse(ConnectionOutput connection) {
    this.connection = connection;
  }

  /// Gets ready for the next request; an answer to HEAD has a length but no body.
  void reset(boolean toHead, @Nullable RequestBody newRequestBody) {
    requestBody = newRequestBody;
    status = 200;
    headers.clear();
    if (content.array().length > KEPT_CAPACITY_BYTES) {
      content = new ByteSink(1024);
    }
    content.clear();
    beforeContent.clear();
    withoutBody = toHead;
    closing = false;
    sent = false;
    announcesItself = false;
    payload = null;
    payloadBytes = 0;
    bodyFilter = UnaryOperator.identity();
    filtered = false;
    beforeLastByte = null;
  }

  public int status() {
    return status;
  }

  public void status(int newStatus) {
    status = newStatus;
  }

  /// Adds a header; the value is Latin-1 text, in which control characters become spaces.
  public HttpResponse header(String name, String value) {
    headers.latin1(name).put(':').put(' ');
    int start = headers.length();
    headers.latin1(value);
    byte[] bytes = headers.array();
    for (int i = start; i < headers.length(); i++) {
      if (bytes[i] >= 0 && bytes[i] < ' ') {
        bytes[i] = ' ';
      }
    }
    headers.put('\r').put('\n');
    return this;
  }

  public HttpResponse header(String name, long value) {
    headers.latin1(name).put(':').put(' ').decimal(value).put('\r').put('\n');
    return this;
  }

  /// Where headers are appended line by line (`name: value` and CRLF) by callers that avoid
  /// strings.
  public ByteSink headerLines() {
    return headers;
  }

  private String headerText() {
    return new String(headers.array(), 0, headers.length(), StandardCharsets.ISO_8859_1);
  }

  /// The body as bytes in memory; what is appended here is sent unless [#payload] is called.
  public ByteSink content() {
    return content;
  }

  /// Where what stands before [#content] may be put later: the beginning of a document that tells
  /// what is known only behind the rest of it.
  public ByteSink beforeContent() {
    return beforeContent;
  }

  /// Sends `count` bytes of a payload in place of [#content].
  public void payload(Payload newPayload, long offset, long count) {
    payload = newPayload;
    payloadOffset = offset;
    payloadBytes = count;
  }

  /// Forgets status, headers and body, for an error that takes their place.
  public void clear() {
    status = 200;
    headers.clear();
    content.clear();
    beforeContent.clear();
    announcesItself = false;
    payload = null;
    payloadBytes = 0;
  }

  /// Puts what `change` makes of the answer in its place. Where that announces another length than
  /// its body has, the connection cannot be used again.
  public void rewrite(UnaryOperator<RawAnswer> change) throws IOException {
    ByteSink body = new ByteSink(1024);
    Payload streamed = payload;
    if (streamed == null) {
      body.put(beforeContent.array(), 0, beforeContent.length());
      body.put(content.array(), 0, content.length());
    } else if (!withoutBody) {
      streamed.writeTo(body::put, payloadOffset, payloadBytes);
    }
    long announced = streamed == null ? contentBytes() : payloadBytes;
    List<RawAnswer.Header> all = new ArrayList<>();
    if (status != 204 && !announcesItself) {
      all.add(new RawAnswer.Header("Content-Length", Long.toString(announced)));
    }
    headerText()
        .lines()
        .forEach(line -> {
          int colon = line.indexOf(':');
          all.add(
              new RawAnswer.Header(line.substring(0, colon), line.substring(colon + 1).strip()));
        });
    RawAnswer changed = change.apply(new RawAnswer(status, all, body.toByteArray()));
    clear();
    status = changed.status();
    announcesItself = true;
    changed.headers().forEach(header -> header(header.name(), header.value()));
    content.put(changed.body());
    String length = changed.header("content-length");
    closing |=
        !withoutBody && status != 204 && !Integer.toString(changed.body().length).equals(length);
  }

  /// Closes the connection after this answer.
  public void closeAfterwards() {
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  boolean isSent() {
    return sent;
  }

  /// Puts a filter between the body and the connection. It may alter bytes or break off by an
  /// exception.
  public void filterBody(UnaryOperator<Payload.Output> filter) {
    UnaryOperator<Payload.Output> earlier = bodyFilter;
    bodyFilter = output -> filter.apply(earlier.apply(output));
    filtered = true;
  }

  /// Runs something before the last byte of the answer leaves, so that it is over when the client
  /// has its answer.
  public void beforeLastByte(Runnable action) {
    beforeLastByte = action;
  }

  private long contentBytes() {
    return (long) beforeContent.length() + content.length();
  }

  public void send() throws IOException {
    sent = true;
    // What is left of the request's body would be taken for the next request.
    closing |= requestBody != null && !requestBody.canBeSkipped();
    Payload body = payload;
    long bodyBytes = body == null ? contentBytes() : payloadBytes;
    writeHead(bodyBytes);
    if (withoutBody || status == 304 || status == 204 || bodyBytes == 0) {
      lastByteIsNext();
      connection.write(head.array(), 0, head.length());
    } else if (bodyBytes <= SINGLE_WRITE_BYTES && !filtered) {
      if (body != null) {
        body.writeTo(head::put, payloadOffset, payloadBytes);
      } else {
        head.put(beforeContent.array(), 0, beforeContent.length());
        head.put(content.array(), 0, content.length());
      }
      lastByteIsNext();
      connection.write(head.array(), 0, head.length());
    } else {
      stream(body, bodyBytes);
    }
  }

  private void stream(@Nullable Payload body, long bodyBytes) throws IOException {
    connection.write(head.array(), 0, head.length());
    Payload.Output toConnection =
        new Payload.Output() {
          private long left = bodyBytes;

          @Override
          public void write(byte[] bytes, int offset, int count) throws IOException {
            left -= count;
            if (left == 0) {
              lastByteIsNext();
            }
            connection.write(bytes, offset, count);
          }
        };
    Payload.Output output = bodyFilter.apply(toConnection);
    if (body != null) {
      body.writeTo(output, payloadOffset, payloadBytes);
    } else {
      if (beforeContent.length() > 0) {
        output.write(beforeContent.array(), 0, beforeContent.length());
      }
      output.write(content.array(), 0, content.length());
    }
  }

  private void writeHead(long bodyBytes) {
    head.clear();
    head.latin1("HTTP/1.1 ").decimal(status).put(' ').latin1(reason(status)).latin1("\r\n");
    if (status != 204 && !announcesItself) {
      head.latin1("Content-Length: ").decimal(bodyBytes).latin1("\r\n");
    }
    if (closing) {
      head.latin1("Connection: close\r\n");
    }
    head.put(headers.array(), 0, headers.length());
    head.latin1("\r\n");
  }

  private void lastByteIsNext() {
    Runnable action = beforeLastByte;
    beforeLastByte = null;
    if (action != null) {
      action.run();
    }
  }

  private static String reason(int status) {
    return switch (status) {
      case 200 -> "OK";
      case 204 -> "No Content";
      case 206 -> "Partial Content";
      case 304 -> "Not Modified";
      case 400 -> "Bad Request";
      case 403 -> "Forbidden";
      case 404 -> "Not Found";
      case 405 -> "Method Not Allowed";
      case 409 -> "Conflict";
      case 411 -> "Length Required";
      case 412 -> "Precondition Failed";
      case 416 -> "Range Not Satisfiable";
      case 429 -> "Too Many Requests";
      case 500 -> "Internal Server Error";
      case 501 -> "Not Implemented";
      case 503 -> "Service Unavailable";
      default -> "Status";
    };
  }
}
