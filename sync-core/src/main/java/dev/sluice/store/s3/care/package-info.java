/// The care of a bucket: versions, access control lists, and what it has set about who may do what.
///
/// May import `model`, `model.access`, `store`, `store.s3.api`, `store.s3.api.care`,
/// `store.s3.call`, `store.s3.config`, `store.s3.list`, `store.s3.object`, `store.s3.sdk`,
/// `store.s3.settings` and `store.s3.split`.
@NullMarked
package dev.sluice.store.s3.care;

import org.jspecify.annotations.NullMarked;
