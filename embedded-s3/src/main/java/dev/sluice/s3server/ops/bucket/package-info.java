/// The operations on buckets: they themselves, their settings, ACLs and policies, those of objects
/// included.
///
/// May import `s3server.access`, `s3server.error`, `s3server.http`, `s3server.ops`,
/// `s3server.store`, `s3server.traffic` and `s3server.xml`.
@NullMarked
package dev.sluice.s3server.ops.bucket;

import org.jspecify.annotations.NullMarked;
