/// Buckets, objects, versions and uploads; where their bodies are kept is told by a [BodyStore].
///
/// May import `s3server.access`, `s3server.checksum`, `s3server.error` and `s3server.http`.
@NullMarked
package dev.sluice.s3server.store;

import org.jspecify.annotations.NullMarked;
