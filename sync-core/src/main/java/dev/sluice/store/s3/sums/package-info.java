/// What a service says of a content, and whether what passed is that: checksums and digests of
/// wholes and of parts. Knows of no requests.
///
/// May import `checksum` and `flow`.
@NullMarked
package dev.sluice.store.s3.sums;

import org.jspecify.annotations.NullMarked;
