/// The local file system as a store. May import `store.tree`, store, model, flow.
@NullMarked
package dev.sluice.store.local;

import org.jspecify.annotations.NullMarked;
