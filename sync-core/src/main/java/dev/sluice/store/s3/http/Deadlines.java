package dev.sluice.store.s3.http;

import java.time.Duration;

/// How long a transport waits.
///
/// @param connect for a connection, and as long again for its TLS handshake
/// @param progress for the next byte in either direction while a request is under way
/// @param exchange for a whole exchange; each byte that passes gives it a little more
///   ([#LEAST_BYTES_PER_SECOND]), so that a slow network is borne and a server that sends a byte
///   now and then is not
/// @param longWork the same for requests whose answers services hold up by white space while they
///   copy or put together gigabytes
/// @param idle how long an unused connection is kept
/// @param goAhead for the server's word before a large body is sent in any case
public record Deadlines(
    Duration connect,
    Duration progress,
    Duration exchange,
    Duration longWork,
    Duration idle,
    Duration goAhead) {

  /// What an exchange that has used up its time must make on the average: little, since many of
  /// them may share a slow line.
  static final long LEAST_BYTES_PER_SECOND = 256;

  private static final long NANOS_PER_BYTE =
      Duration.ofSeconds(1).toNanos() / LEAST_BYTES_PER_SECOND;

  /// The time that an exchange may take.
  Duration forExchange(boolean isLongWork) {
    return isLongWork ? longWork : exchange;
  }

  /// The time that so many bytes add to it, in nanoseconds.
  static long nanosFor(int bytes) {
    return bytes * NANOS_PER_BYTE;
  }
}
