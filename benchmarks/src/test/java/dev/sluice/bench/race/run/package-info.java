@NullMarked
package dev.sluice.bench.race.run;

import org.jspecify.annotations.NullMarked;
