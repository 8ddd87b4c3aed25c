/// Whole programs raced side by side: sluice and its peers do the same work on the same server in
/// turn, every run is checked, and the figures become tables and plots. [Race] is the way in.
///
/// May import `bench.race.jobs`, `bench.race.peers`, `bench.race.report`, `bench.race.run` and
/// `bench.race.server`.
@NullMarked
package dev.sluice.bench.race;

import org.jspecify.annotations.NullMarked;
