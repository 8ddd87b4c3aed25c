/// The answers that list: objects, versions, uploads and parts.
///
/// May import `s3server.access`, `s3server.checksum`, `s3server.error`, `s3server.http`,
/// `s3server.ops`, `s3server.store`, `s3server.traffic` and `s3server.xml`.
@NullMarked
package dev.sluice.s3server.ops.listing;

import org.jspecify.annotations.NullMarked;
