/// Probes of single costs, such as what a request costs the server for measurements.
///
/// May import the JDK alone; imported by nobody.
@NullMarked
package dev.sluice.bench.probes;

import org.jspecify.annotations.NullMarked;
