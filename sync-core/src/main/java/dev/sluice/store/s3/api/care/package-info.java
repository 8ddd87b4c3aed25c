/// Requests of the care of buckets, once an object or once a page: versions and access control
/// lists.
///
/// May import `model.access` and `store.s3.api`.
@NullMarked
package dev.sluice.store.s3.api.care;

import org.jspecify.annotations.NullMarked;
