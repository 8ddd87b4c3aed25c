/// S3's requests, their answers and what can be wrong with them, as values.
///
/// May import `checksum`, `flow`, `model`, `store`, `store.s3.config` and `store.s3.sign`.
@NullMarked
package dev.sluice.store.s3.api;

import org.jspecify.annotations.NullMarked;
