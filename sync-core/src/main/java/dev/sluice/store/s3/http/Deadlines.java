package dev.sluice.store.s3.http;

import java.time.Duration;

/// How long a transport waits.
///
/// @param connect for a connection, its TLS handshake apart
/// @param progress for the next byte in either direction while a request is under way
/// @param idle how long an unused connection is kept
/// @param goAhead for the server's word before a large body is sent in any case
public record Deadlines(Duration connect, Duration progress, Duration idle, Duration goAhead) {}
