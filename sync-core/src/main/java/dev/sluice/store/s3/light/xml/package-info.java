/// S3's XML, written and read without the SDK.
///
/// May import `model`, `model.access`, `store`, `store.s3.api`, `store.s3.api.care` and
/// `store.s3.http`.
@NullMarked
package dev.sluice.store.s3.light.xml;

import org.jspecify.annotations.NullMarked;
