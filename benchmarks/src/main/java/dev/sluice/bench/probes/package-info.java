/// Probes of single costs, such as what a request costs the server for measurements.
///
/// May import no other package.
@NullMarked
package dev.sluice.bench.probes;

import org.jspecify.annotations.NullMarked;
