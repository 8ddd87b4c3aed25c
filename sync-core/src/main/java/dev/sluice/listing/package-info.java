/// Walking keys by ranges, many at once, and counting what is listed. May import model, store,
/// filter, flow.
@NullMarked
package dev.sluice.listing;

import org.jspecify.annotations.NullMarked;
