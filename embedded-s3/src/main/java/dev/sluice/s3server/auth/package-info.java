/// AWS Signature Version 4, as a server checks it: signed headers, presigned queries, signed chunks
/// and trailers.
///
/// May import `s3server.error` and `s3server.http`.
@NullMarked
package dev.sluice.s3server.auth;

import org.jspecify.annotations.NullMarked;
