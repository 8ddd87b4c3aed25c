/// A light S3 server for measurements: it answers what sync tools ask, keeps little, and costs so
/// little processor time that it is not what a measurement shows.
///
/// It is the lighter twin of the embedded S3: the same HTTP layer, no signatures, no access
/// control, no versions. A bucket may have a base of keys that are computed and not stored, any
/// number of them. May import the embedded S3's `http`, `store` (keys, ETags, stored headers),
/// `xml`, `error`, `auth` (the aws-chunked decoder) and the names of operations in `traffic`.
@NullMarked
package dev.sluice.bench.server;

import org.jspecify.annotations.NullMarked;
