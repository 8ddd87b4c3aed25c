/// Looks at a bucket and the way to it, one thing after the other: the network, the credentials,
/// what may be done and what it takes.
///
/// May import `checkup`, `flow.work`, `model`, `model.access`, `store`, `store.s3.api`,
/// `store.s3.call`, `store.s3.care`, `store.s3.config`, `store.s3.http`, `store.s3.list`,
/// `store.s3.object` and `store.s3.sdk`.
@NullMarked
package dev.sluice.store.s3.doctor;

import org.jspecify.annotations.NullMarked;
