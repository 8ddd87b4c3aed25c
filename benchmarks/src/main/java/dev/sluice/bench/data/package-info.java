/// Deterministic trees of files for measurements, and what tells two sets of contents apart.
///
/// May import no other package.
@NullMarked
package dev.sluice.bench.data;

import org.jspecify.annotations.NullMarked;
