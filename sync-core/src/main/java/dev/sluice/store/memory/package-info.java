/// A strict store in memory, for tests and for trying things. May import store, model, flow.
@NullMarked
package dev.sluice.store.memory;

import org.jspecify.annotations.NullMarked;
