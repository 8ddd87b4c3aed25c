@NullMarked
package dev.sluice.bench.data;

import org.jspecify.annotations.NullMarked;
