/// Names that a file system takes for the same though they are spelt otherwise.
///
/// May import `store`, `store.local.directory`, `store.local.root` and `store.tree`.
@NullMarked
package dev.sluice.store.local.name;

import org.jspecify.annotations.NullMarked;
