/// The root of a store: held open, checked to stay the same, and which keys can be files beneath
/// it.
///
/// May import `flow`, `model`, `store`, `store.local.directory`, `store.local.linux`,
/// `store.local.portable` and `store.tree`.
@NullMarked
package dev.sluice.store.local.root;

import org.jspecify.annotations.NullMarked;
