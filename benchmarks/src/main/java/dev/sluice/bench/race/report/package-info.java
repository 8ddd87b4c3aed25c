/// Figures as tables, raw values and plots.
///
/// May import `bench.race.peers`, `bench.race.run` and `bench.race.server`.
@NullMarked
package dev.sluice.bench.race.report;

import org.jspecify.annotations.NullMarked;
