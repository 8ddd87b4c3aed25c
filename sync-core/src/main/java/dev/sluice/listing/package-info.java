/// Walking keys by ranges, many at once, and counting what is listed.
///
/// May import `filter`, `flow.work`, `model` and `store`.
@NullMarked
package dev.sluice.listing;

import org.jspecify.annotations.NullMarked;
