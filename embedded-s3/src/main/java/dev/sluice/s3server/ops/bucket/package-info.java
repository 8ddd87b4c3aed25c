/// The operations on buckets: they themselves, their settings, ACLs and policies, those of objects
/// included.
///
/// May import `ops` and what that may; imported by `service` alone.
@NullMarked
package dev.sluice.s3server.ops.bucket;

import org.jspecify.annotations.NullMarked;
