/// Runs jobs: programs in turn, round after round, each measured and checked. May import
/// `race.jobs` and what that imports.
@NullMarked
package dev.sluice.bench.race.run;

import org.jspecify.annotations.NullMarked;
