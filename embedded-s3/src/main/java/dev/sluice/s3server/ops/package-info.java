/// What all operations share: the request as S3 sees it, who may do it, conditions, and the
/// receiving of bodies.
///
/// May import `s3server.access`, `s3server.auth`, `s3server.checksum`, `s3server.error`,
/// `s3server.http`, `s3server.store`, `s3server.traffic` and `s3server.xml`.
@NullMarked
package dev.sluice.s3server.ops;

import org.jspecify.annotations.NullMarked;
