@NullMarked
package dev.sluice.bench.race.server;

import org.jspecify.annotations.NullMarked;
