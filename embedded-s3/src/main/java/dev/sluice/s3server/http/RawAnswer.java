package dev.sluice.s3server.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An answer as it is sent, for faults that put another in its place. Nothing is added to it: a
/// `Content-Length` that is taken out is not there, and one that says too much or too little is
/// sent as it stands. Immutable, but for the array, which is the receiver's.
///
/// @param status the status number
/// @param headers in the order in which they are sent
/// @param body what follows the head; empty in an answer to HEAD, whose `Content-Length` tells of
///   another
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record RawAnswer(int status, List<Header> headers, byte[] body) {

  /// One header.
  ///
  /// @param name as it is written
  /// @param value Latin-1 text
  public record Header(String name, String value) {}

  public RawAnswer {
    headers = List.copyOf(headers);
  }

  /// The first value of a header, whatever the case of its name; null where there is none.
  public @Nullable String header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse(null);
  }

  public RawAnswer withStatus(int newStatus) {
    return new RawAnswer(newStatus, headers, body);
  }

  /// The same without a header.
  public RawAnswer without(String name) {
    return new RawAnswer(
        status,
        headers.stream().filter(header -> !header.name().equalsIgnoreCase(name)).toList(),
        body);
  }

  /// The same with a header in place of those of its name.
  public RawAnswer with(String name, String value) {
    List<Header> changed = new ArrayList<>(without(name).headers);
    changed.add(new Header(name, value));
    return new RawAnswer(status, changed, body);
  }

  /// The same with another body and its length announced.
  public RawAnswer withBody(byte[] newBody) {
    RawAnswer announced = with("Content-Length", Integer.toString(newBody.length));
    return new RawAnswer(status, announced.headers, newBody);
  }

  /// The same with a body of text.
  public RawAnswer withText(String text) {
    return withBody(text.getBytes(StandardCharsets.UTF_8));
  }

  /// The body as text.
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
