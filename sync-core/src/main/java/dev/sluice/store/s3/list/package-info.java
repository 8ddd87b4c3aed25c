/// One range of keys as a cursor over pages.
///
/// May import `model`, `store`, `store.s3.api`, `store.s3.call` and `store.s3.split`.
@NullMarked
package dev.sluice.store.s3.list;

import org.jspecify.annotations.NullMarked;
