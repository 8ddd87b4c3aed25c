/// S3's error codes and the exception that carries one to the answer.
///
/// May import the JDK and JSpecify alone; imported by every package that refuses requests, and by
/// the server for measurements.
@NullMarked
package dev.sluice.s3server.error;

import org.jspecify.annotations.NullMarked;
