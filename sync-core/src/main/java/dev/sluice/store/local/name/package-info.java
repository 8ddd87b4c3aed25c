/// Names that a file system takes for the same though they are spelt otherwise. May import
/// `store.local.root` and what that may, store.
@NullMarked
package dev.sluice.store.local.name;

import org.jspecify.annotations.NullMarked;
