/// Objects that are computed from the rank of their keys: any number of them takes no memory.
///
/// May import `store` and `http`; imported by the server alone.
@NullMarked
package dev.sluice.s3server.store.computed;

import org.jspecify.annotations.NullMarked;
