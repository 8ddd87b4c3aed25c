/// Deterministic trees of files for measurements. May import nothing but the JDK.
@NullMarked
package dev.sluice.bench.data;

import org.jspecify.annotations.NullMarked;
