package dev.sluice.store.s3.http;

/// One request.
///
/// @param method GET, PUT, …
/// @param origin where it goes
/// @param target path and query as they are sent, percent-encoded, beginning with a slash
/// @param headers all but `Content-Length` and `Connection`, which are the transport's
/// @param body what it sends, not to be changed meanwhile; empty for nothing
/// @param isLongWork whether the server may rightly take minutes over it
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, and never copied
public record HttpRequest(
    String method,
    Origin origin,
    String target,
    HeaderList headers,
    byte[] body,
    boolean isLongWork) {

  /// The body of a request without one.
  public static final byte[] NO_BODY = new byte[0];

  /// Whether an answer to it has no body whatever its headers say.
  boolean isHead() {
    return method.equals("HEAD");
  }

  /// Whether a length must be said even where the body is empty.
  boolean mayHaveBody() {
    return method.equals("PUT") || method.equals("POST");
  }
}
