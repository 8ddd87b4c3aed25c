/// An S3 server inside the JVM, for tests, demonstrations and benchmarks: [S3Server] starts one.
///
/// May import every package of this module; imported by its users.
@NullMarked
package dev.sluice.s3server;

import org.jspecify.annotations.NullMarked;
