/// Writing: a temporary file, its flush and its rename; the directories above it; deletion, and
/// what killed runs have left.
///
/// May import `flow`, `model`, `store`, `store.local.directory`, `store.local.name`,
/// `store.local.root` and `store.tree`.
@NullMarked
package dev.sluice.store.local.write;

import org.jspecify.annotations.NullMarked;
