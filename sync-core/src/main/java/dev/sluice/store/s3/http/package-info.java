/// HTTP/1.1 as a client of an object store needs it: one narrow port, [HttpTransport], over pooled
/// sockets or over an HTTP client of the AWS SDK. Knows nothing of S3.
///
/// May import `flow`.
@NullMarked
package dev.sluice.store.s3.http;

import org.jspecify.annotations.NullMarked;
