/// The pure merge-join of a range's two cursors into differences. May import model, listing.
@NullMarked
package dev.sluice.diff;

import org.jspecify.annotations.NullMarked;
