/// A small HTTP/1.1 server over blocking sockets, one thread a connection.
///
/// Request paths stay exactly as they came (`a//b`, `./x` and `..` are plain keys to S3), and the
/// hot path parses and writes bytes, so that the server costs little beside the client it is
/// measured with. Knows nothing of S3.
///
/// May import no other package.
@NullMarked
package dev.sluice.s3server.http;

import org.jspecify.annotations.NullMarked;
