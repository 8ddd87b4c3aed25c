/// Asks a service all that it tells of one object.
///
/// May import `model`, `model.access`, `model.stat`, `store`, `store.s3.api`, `store.s3.api.care`,
/// `store.s3.call`, `store.s3.care`, `store.s3.config`, `store.s3.list`, `store.s3.sdk` and
/// `store.s3.split`.
@NullMarked
package dev.sluice.store.s3.stat;

import org.jspecify.annotations.NullMarked;
