/// The checksums that S3 stores beside an object: five algorithms, and how those of parts give that
/// of the whole.
///
/// May import no other package.
@NullMarked
package dev.sluice.s3server.checksum;

import org.jspecify.annotations.NullMarked;
