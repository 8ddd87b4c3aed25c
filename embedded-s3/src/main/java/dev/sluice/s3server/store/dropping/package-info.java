/// Bodies that are hashed and dropped above a size, for measurements: what is kept lies outside the
/// heap.
///
/// May import `store`, `http` and `error`; imported by the server alone.
@NullMarked
package dev.sluice.s3server.store.dropping;

import org.jspecify.annotations.NullMarked;
