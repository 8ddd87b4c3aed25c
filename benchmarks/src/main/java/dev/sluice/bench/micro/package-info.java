/// JMH benchmarks of the paths that every key or every object takes. `benchmarks/micro` runs them.
/// May import sync-core; imported by no one.
@NullMarked
package dev.sluice.bench.micro;

import org.jspecify.annotations.NullMarked;
