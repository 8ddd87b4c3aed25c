/// AWS Signature Version 4 for requests of the light path, with as little work a request as the
/// protocol leaves.
///
/// May import `store.s3.http`.
@NullMarked
package dev.sluice.store.s3.sign;

import org.jspecify.annotations.NullMarked;
