/// What programs are raced at, as tables: what is prepared, cleared and checked. May import `data`,
/// `race.server` and `race.peers`.
@NullMarked
package dev.sluice.bench.race.jobs;

import org.jspecify.annotations.NullMarked;
