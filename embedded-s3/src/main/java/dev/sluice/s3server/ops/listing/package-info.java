/// The answers that list: objects, versions, uploads and parts.
///
/// May import `ops` and what that may; imported by `service` alone.
@NullMarked
package dev.sluice.s3server.ops.listing;

import org.jspecify.annotations.NullMarked;
