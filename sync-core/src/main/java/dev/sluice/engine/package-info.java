/// The only place that wires the stages: a request in, a report out. May import every package.
@NullMarked
package dev.sluice.engine;

import org.jspecify.annotations.NullMarked;
