/// The immutable vocabulary that every stage shares: keys and their order, entries, key ranges,
/// locations; and the exception for requests that make no sense.
///
/// Every package may import this one; it imports nothing but the JDK and JSpecify.
@NullMarked
package dev.sluice.model;

import org.jspecify.annotations.NullMarked;
