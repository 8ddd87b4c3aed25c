/// What a bucket has set: each setting asked for, and set, as one document.
///
/// May import `flow`, `model.access`, `model.json`, `model.settings`, `store`, `store.s3.api`,
/// `store.s3.call` and `store.s3.sdk`.
@NullMarked
package dev.sluice.store.s3.settings;

import org.jspecify.annotations.NullMarked;
