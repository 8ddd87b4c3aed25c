/// Uploads in parts, from their begin to their end.
///
/// May import `s3server.checksum`, `s3server.error`, `s3server.http`, `s3server.ops`,
/// `s3server.ops.object`, `s3server.store`, `s3server.traffic` and `s3server.xml`.
@NullMarked
package dev.sluice.s3server.ops.multipart;

import org.jspecify.annotations.NullMarked;
