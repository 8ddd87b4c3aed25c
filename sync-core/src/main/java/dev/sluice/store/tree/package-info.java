/// Key order over anything that has directories: walks a tree that is behind the interface
/// [DirectoryTree], so that every adapter with directories lists by the same rules. Makes no call
/// to the tree's file system itself.
///
/// May import `cache`, `flow`, `flow.spool`, `model` and `store`.
@NullMarked
package dev.sluice.store.tree;

import org.jspecify.annotations.NullMarked;
