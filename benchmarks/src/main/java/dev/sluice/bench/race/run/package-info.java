/// Runs jobs: programs in turn, round after round, each measured and checked.
///
/// May import `bench.data`, `bench.race.jobs`, `bench.race.peers` and `bench.race.server`.
@NullMarked
package dev.sluice.bench.race.run;

import org.jspecify.annotations.NullMarked;
