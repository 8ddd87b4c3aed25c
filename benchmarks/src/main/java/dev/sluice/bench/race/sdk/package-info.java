/// A peer in Java that the race starts as a process of its own. May import the AWS SDK alone;
/// imported by nobody.
@NullMarked
package dev.sluice.bench.race.sdk;

import org.jspecify.annotations.NullMarked;
