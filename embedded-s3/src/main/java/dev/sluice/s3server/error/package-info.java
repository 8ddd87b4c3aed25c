/// S3's error codes and the exception that carries one to the answer.
///
/// May import no other package.
@NullMarked
package dev.sluice.s3server.error;

import org.jspecify.annotations.NullMarked;
