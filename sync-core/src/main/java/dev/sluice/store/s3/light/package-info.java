/// The frequent requests by a client of our own, which signs and sends them.
///
/// May import `model`, `model.access`, `store`, `store.s3.api`, `store.s3.api.care`,
/// `store.s3.call`, `store.s3.config`, `store.s3.http`, `store.s3.light.xml` and `store.s3.sign`.
@NullMarked
package dev.sluice.store.s3.light;

import org.jspecify.annotations.NullMarked;
