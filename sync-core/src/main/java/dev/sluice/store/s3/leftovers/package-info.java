/// Takes back what runs have left at a service.
///
/// May import `flow`, `flow.work`, `store`, `store.s3.api`, `store.s3.call`, `store.s3.object` and
/// `store.s3.sdk`.
@NullMarked
package dev.sluice.store.s3.leftovers;

import org.jspecify.annotations.NullMarked;
