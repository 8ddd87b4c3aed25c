/// A strict store in memory, for tests and for trying things.
///
/// May import `flow`, `model` and `store`.
@NullMarked
package dev.sluice.store.memory;

import org.jspecify.annotations.NullMarked;
