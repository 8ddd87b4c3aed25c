/// The local file system as a store: its face, and how a local directory is used. All else is in
/// the rooms below, and nothing outside imports those.
///
/// May import `cache`, `checkup`, `flow`, `location`, `model`, `model.access`, `model.stat`,
/// `store`, `store.local.copy`, `store.local.directory`, `store.local.linux`, `store.local.read`,
/// `store.local.root`, `store.local.write` and `store.tree`.
@NullMarked
package dev.sluice.store.local;

import org.jspecify.annotations.NullMarked;
