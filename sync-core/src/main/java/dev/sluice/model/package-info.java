/// The immutable vocabulary that every stage shares: keys and their order, entries, key ranges,
/// locations; and the exception for requests that make no sense.
///
/// May import no other package.
@NullMarked
package dev.sluice.model;

import org.jspecify.annotations.NullMarked;
