/// Carries out actions between two stores, as the run's mode has it. May import plan, content,
/// store, model, flow.
@NullMarked
package dev.sluice.transfer;

import org.jspecify.annotations.NullMarked;
