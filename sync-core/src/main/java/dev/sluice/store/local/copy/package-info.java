/// Copying within a root: a file that gets the content of another one, which is to be what is
/// remembered of it.
///
/// May import `cache`, `flow`, `model`, `store`, `store.local.directory`, `store.local.root` and
/// `store.local.write`.
@NullMarked
package dev.sluice.store.local.copy;

import org.jspecify.annotations.NullMarked;
