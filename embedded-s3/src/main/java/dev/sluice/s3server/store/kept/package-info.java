/// Bodies that are kept as they came: on the heap, or in a folder.
///
/// May import `store`; imported by the server alone.
@NullMarked
package dev.sluice.s3server.store.kept;

import org.jspecify.annotations.NullMarked;
