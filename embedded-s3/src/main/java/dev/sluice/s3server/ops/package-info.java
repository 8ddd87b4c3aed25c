/// The S3 operations: from a request to the buckets and back to an answer, one class for each group
/// of operations.
///
/// May import every package below it (`http`, `auth`, `error`, `checksum`, `access`, `store`,
/// `xml`, `traffic`); imported by the server alone.
@NullMarked
package dev.sluice.s3server.ops;

import org.jspecify.annotations.NullMarked;
