/// The immutable vocabulary that every stage shares: keys and their order, entries, key ranges,
/// locations; and the exception for requests that make no sense. What users are told of as the
/// destination is `target` in all names.
///
/// May import no other package.
@NullMarked
package dev.sluice.model;

import org.jspecify.annotations.NullMarked;
