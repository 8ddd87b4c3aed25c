/// Reading: a file that stays what was listed, one file looked up, and the tree of directories that
/// a listing walks.
///
/// May import `cache`, `flow`, `model`, `store`, `store.local.directory`, `store.local.root` and
/// `store.tree`.
@NullMarked
package dev.sluice.store.local.read;

import org.jspecify.annotations.NullMarked;
