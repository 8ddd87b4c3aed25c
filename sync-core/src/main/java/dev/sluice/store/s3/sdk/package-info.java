/// The same requests by the AWS SDK, and the SDK's clients for the rare ones.
///
/// May import `flow`, `model`, `model.access`, `store`, `store.s3.api`, `store.s3.api.care`,
/// `store.s3.config`, `store.s3.http` and `store.s3.light.xml`.
@NullMarked
package dev.sluice.store.s3.sdk;

import org.jspecify.annotations.NullMarked;
