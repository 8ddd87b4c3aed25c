/// S3 as a store; the only home of the AWS SDK. May import store, model, flow.
@NullMarked
package dev.sluice.store.s3;

import org.jspecify.annotations.NullMarked;
