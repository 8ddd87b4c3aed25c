/// Uploads in parts, from their begin to their end.
///
/// May import `ops`, `ops.object` and what `ops` may; imported by `service` alone.
@NullMarked
package dev.sluice.s3server.ops.multipart;

import org.jspecify.annotations.NullMarked;
