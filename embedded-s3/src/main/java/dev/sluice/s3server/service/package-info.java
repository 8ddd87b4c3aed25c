/// The way of a request: named, counted, authenticated, authorised, carried out, answered; with the
/// faults that tests ask for.
///
/// May import `s3server.auth`, `s3server.checksum`, `s3server.error`, `s3server.http`,
/// `s3server.ops`, `s3server.ops.bucket`, `s3server.ops.listing`, `s3server.ops.multipart`,
/// `s3server.ops.object`, `s3server.store`, `s3server.traffic` and `s3server.xml`.
@NullMarked
package dev.sluice.s3server.service;

import org.jspecify.annotations.NullMarked;
