/// The root of a store: held open, checked to stay the same, and which keys can be files beneath
/// it. May import `store.local.directory`, `.linux`, `.portable`, `store.tree`, store, model, flow.
@NullMarked
package dev.sluice.store.local.root;

import org.jspecify.annotations.NullMarked;
