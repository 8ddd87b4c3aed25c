/// Reads, writes, copies and deletes objects. May import call, api, config, proof, store, model,
/// flow.
@NullMarked
package dev.sluice.store.s3.object;

import org.jspecify.annotations.NullMarked;
