@NullMarked
package dev.sluice.bench.race.report;

import org.jspecify.annotations.NullMarked;
