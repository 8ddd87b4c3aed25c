/// Profiles of the AWS files as they are written, and the settings of other programs from which one
/// can be made.
///
/// May import `store.s3.config`.
@NullMarked
package dev.sluice.store.s3.profile;

import org.jspecify.annotations.NullMarked;
