/// The pure merge-join of a range's two cursors into differences.
///
/// May import `filter`, `listing`, `model` and `store`.
@NullMarked
package dev.sluice.diff;

import org.jspecify.annotations.NullMarked;
