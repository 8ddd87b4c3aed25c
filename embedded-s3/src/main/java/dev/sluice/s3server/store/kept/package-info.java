/// Bodies that are kept as they came: on the heap, or in a folder.
///
/// May import `s3server.store`.
@NullMarked
package dev.sluice.s3server.store.kept;

import org.jspecify.annotations.NullMarked;
