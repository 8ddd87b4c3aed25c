/// The server of a race, a process of its own, and the race's own hand on it.
///
/// May import `bench.data` and `model`.
@NullMarked
package dev.sluice.bench.race.server;

import org.jspecify.annotations.NullMarked;
