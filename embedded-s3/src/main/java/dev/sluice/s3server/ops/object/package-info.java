/// The operations on objects: put, get, copy, delete, tags and attributes.
///
/// May import `ops` and what that may; imported by `ops.multipart` and `service`.
@NullMarked
package dev.sluice.s3server.ops.object;

import org.jspecify.annotations.NullMarked;
