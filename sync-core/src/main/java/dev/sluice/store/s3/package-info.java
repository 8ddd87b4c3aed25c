/// S3 as a store: the face of the adapter, the only home of the AWS SDK.
///
/// [S3Connection] is the client and its limits for one endpoint and one set of credentials;
/// [S3Store] is a bucket and a prefix on it. Imports among the packages below go one way:
/// `docs/architecture.md` shows them. Every request goes through
/// [dev.sluice.store.s3.call.S3Calls], the one place that waits for a permit, retries, counts and
/// turns the SDK's exceptions into [dev.sluice.store.StoreException].
///
/// May import `checkup`, `flow`, `location`, `model`, `model.access`, `model.json`,
/// `model.settings`, `model.stat`, `store`, `store.s3.api`, `store.s3.api.care`, `store.s3.call`,
/// `store.s3.care`, `store.s3.config`, `store.s3.doctor`, `store.s3.http`, `store.s3.leftovers`,
/// `store.s3.light`, `store.s3.list`, `store.s3.object`, `store.s3.profile`, `store.s3.sdk`,
/// `store.s3.settings`, `store.s3.split` and `store.s3.stat`.
@NullMarked
package dev.sluice.store.s3;

import org.jspecify.annotations.NullMarked;
