/// S3 as a store: the face of the adapter, whose rooms lie below; the only home of the AWS SDK. May
/// import location, store, model, flow.
///
/// [S3Connection] is the client and its limits for one endpoint and one set of credentials;
/// [S3Store] is a bucket and a prefix on it. Imports of the rooms go one way: `split` and `list`,
/// `object`, `care` → `light`, `sdk` → `call` → `api` → `config`. Every request goes through
/// [dev.sluice.store.s3.call.S3Calls], the one place that waits for a permit, retries, counts and
/// turns the SDK's exceptions into [dev.sluice.store.StoreException].
@NullMarked
package dev.sluice.store.s3;

import org.jspecify.annotations.NullMarked;
