/// Objects that are computed from the rank of their keys: any number of them takes no memory.
///
/// May import `s3server.http` and `s3server.store`.
@NullMarked
package dev.sluice.s3server.store.computed;

import org.jspecify.annotations.NullMarked;
