/// What programs are raced at, as tables: what is prepared, cleared and checked.
///
/// May import `bench.data`, `bench.race.peers` and `bench.race.server`.
@NullMarked
package dev.sluice.bench.race.jobs;

import org.jspecify.annotations.NullMarked;
