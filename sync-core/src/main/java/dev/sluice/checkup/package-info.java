/// What is found out about a place before it is used: single checks, each with what it found and
/// what to do, in the order in which one depends on the other.
///
/// May import `store`.
@NullMarked
package dev.sluice.checkup;

import org.jspecify.annotations.NullMarked;
