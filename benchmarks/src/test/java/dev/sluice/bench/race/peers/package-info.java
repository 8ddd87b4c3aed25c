@NullMarked
package dev.sluice.bench.race.peers;

import org.jspecify.annotations.NullMarked;
