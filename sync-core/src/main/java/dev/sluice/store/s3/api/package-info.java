/// S3's requests, their answers and what can be wrong with them, as values. May import config,
/// sign, store, model, flow.
@NullMarked
package dev.sluice.store.s3.api;

import org.jspecify.annotations.NullMarked;
