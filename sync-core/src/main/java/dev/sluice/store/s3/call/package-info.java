/// The one way of every request: permits, classification, retries and counts.
///
/// May import `flow`, `model`, `store`, `store.s3.api`, `store.s3.api.care`, `store.s3.config` and
/// `store.s3.http`.
@NullMarked
package dev.sluice.store.s3.call;

import org.jspecify.annotations.NullMarked;
