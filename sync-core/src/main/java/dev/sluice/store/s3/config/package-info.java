/// Where an S3 service is, who asks it and how it is reached, from options, environment and the AWS
/// files.
///
/// May import `flow`, `model` and `store`.
@NullMarked
package dev.sluice.store.s3.config;

import org.jspecify.annotations.NullMarked;
