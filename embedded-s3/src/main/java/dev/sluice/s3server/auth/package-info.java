/// AWS Signature Version 4, as a server checks it: signed headers, presigned queries, signed chunks
/// and trailers.
///
/// May import `http` and `error`; imported by the operations, and by the server for measurements.
@NullMarked
package dev.sluice.s3server.auth;

import org.jspecify.annotations.NullMarked;
