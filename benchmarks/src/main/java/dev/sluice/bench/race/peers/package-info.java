/// The programs that take part, and for each task their command lines, as tables.
///
/// May import no other package.
@NullMarked
package dev.sluice.bench.race.peers;

import org.jspecify.annotations.NullMarked;
