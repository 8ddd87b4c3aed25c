/// Deterministic trees of files for measurements, and what tells two sets of contents apart. May
/// import nothing but the JDK.
@NullMarked
package dev.sluice.bench.data;

import org.jspecify.annotations.NullMarked;
