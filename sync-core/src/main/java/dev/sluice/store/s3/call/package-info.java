/// The one way of every request: permits, classification, retries and counts. May import api, http,
/// config, store, model, flow.
@NullMarked
package dev.sluice.store.s3.call;

import org.jspecify.annotations.NullMarked;
