package dev.sluice.s3server.http;

/// A request whose head has been read and whose body is still on the connection.
///
/// @param method as sent, such as `GET`
/// @param rawPath the path as it was sent, percent-encoded, never normalised; begins with `/`
/// @param rawQuery what followed the first `?`, percent-encoded, or empty
/// @param headers the headers
/// @param body the body with HTTP's own framing removed; empty if there is none
public record HttpRequest(
    String method, String rawPath, String rawQuery, Headers headers, RequestBody body) {}
