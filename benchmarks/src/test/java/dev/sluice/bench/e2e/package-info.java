@NullMarked
package dev.sluice.bench.e2e;

import org.jspecify.annotations.NullMarked;
