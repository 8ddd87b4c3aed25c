/// TLS for the server's connections, and certificates for it.
///
/// May import `s3server.http`.
@NullMarked
package dev.sluice.s3server.tls;

import org.jspecify.annotations.NullMarked;
