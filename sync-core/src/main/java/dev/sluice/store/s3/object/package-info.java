/// Reads, writes, copies and deletes objects.
///
/// May import `checksum`, `flow`, `flow.work`, `model`, `store`, `store.s3.api`, `store.s3.call`,
/// `store.s3.config` and `store.s3.sums`.
@NullMarked
package dev.sluice.store.s3.object;

import org.jspecify.annotations.NullMarked;
