/// Carries out actions between two stores. May import plan, store, model, flow.
@NullMarked
package dev.sluice.transfer;

import org.jspecify.annotations.NullMarked;
