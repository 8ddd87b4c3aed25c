/// Buckets, objects, versions and uploads; where their bodies are kept is told by a [BodyStore].
///
/// May import `http` (for payloads), `checksum`, `access` and `error`; imported by the operations
/// and the server; keys, ETags and stored headers also by the server for measurements.
@NullMarked
package dev.sluice.s3server.store;

import org.jspecify.annotations.NullMarked;
