/// The local file system as a store: its face, and how a local directory is used. All else is in
/// the rooms below, and nothing outside imports those. May import them, `store.tree`, location,
/// store, model, flow.
@NullMarked
package dev.sluice.store.local;

import org.jspecify.annotations.NullMarked;
