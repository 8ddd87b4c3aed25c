/// A peer in Java that the race starts as a process of its own. The AWS SDK is all that it knows.
///
/// May import no other package.
@NullMarked
package dev.sluice.bench.race.sdk;

import org.jspecify.annotations.NullMarked;
