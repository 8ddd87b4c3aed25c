/// An S3 server inside the JVM, for tests, demonstrations and benchmarks: [S3Server] starts one.
///
/// May import `s3server.access`, `s3server.auth`, `s3server.checksum`, `s3server.error`,
/// `s3server.http`, `s3server.ops`, `s3server.service`, `s3server.store`,
/// `s3server.store.computed`, `s3server.store.dropping`, `s3server.store.kept`, `s3server.tls` and
/// `s3server.traffic`.
@NullMarked
package dev.sluice.s3server;

import org.jspecify.annotations.NullMarked;
