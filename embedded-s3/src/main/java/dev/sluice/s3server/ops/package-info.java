/// What all operations share: the request as S3 sees it, who may do it, conditions, and the
/// receiving of bodies.
///
/// May import `http`, `auth`, `error`, `checksum`, `access`, `store`, `xml` and `traffic`; imported
/// by the rooms of operations below it and by `service`.
@NullMarked
package dev.sluice.s3server.ops;

import org.jspecify.annotations.NullMarked;
