/// The port to storage: [dev.sluice.store.Store] and what passes through it. Its Javadoc is the
/// contract that every adapter is tested against.
///
/// Adapters (`store.local`, `store.s3`, `store.memory`) never import each other; those that have
/// directories share `store.tree`.
///
/// May import `cache`, `flow`, `model` and `model.access`.
@NullMarked
package dev.sluice.store;

import org.jspecify.annotations.NullMarked;
