/// Buckets, objects, versions and uploads, and where bodies are kept: in memory or in a folder.
///
/// May import `http` (for payloads), `checksum` and `error`; imported by the operations and the
/// server; keys, ETags and stored headers also by the server for measurements.
@NullMarked
package dev.sluice.s3server.store;

import org.jspecify.annotations.NullMarked;
