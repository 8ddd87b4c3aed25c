/// Writing: a temporary file, its flush and its rename; the directories above it; deletion, and
/// what killed runs have left. May import `store.local.root`, `.linux`, `.name` and what those may.
@NullMarked
package dev.sluice.store.local.write;

import org.jspecify.annotations.NullMarked;
