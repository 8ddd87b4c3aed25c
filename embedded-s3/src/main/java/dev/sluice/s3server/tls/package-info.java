/// TLS for the server's connections, and certificates for it. May import http; imported by the
/// server itself and by the server for measurements.
@NullMarked
package dev.sluice.s3server.tls;

import org.jspecify.annotations.NullMarked;
