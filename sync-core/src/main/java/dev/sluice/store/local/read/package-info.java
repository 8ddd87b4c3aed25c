/// Reading: a file that stays what was listed, one file looked up, and the tree of directories that
/// a listing walks. May import `store.local.root` and what that may.
@NullMarked
package dev.sluice.store.local.read;

import org.jspecify.annotations.NullMarked;
