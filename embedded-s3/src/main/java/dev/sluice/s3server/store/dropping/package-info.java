/// Bodies that are hashed and dropped above a size, for measurements: what is kept lies outside the
/// heap.
///
/// May import `s3server.error`, `s3server.http` and `s3server.store`.
@NullMarked
package dev.sluice.s3server.store.dropping;

import org.jspecify.annotations.NullMarked;
