/// The pure merge-join of a range's two cursors into differences. May import model, store, filter,
/// listing.
@NullMarked
package dev.sluice.diff;

import org.jspecify.annotations.NullMarked;
