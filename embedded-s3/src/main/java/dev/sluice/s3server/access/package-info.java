/// Who may do what: ACLs, bucket policies and CORS rules, parsed and evaluated without reference to
/// any request.
///
/// May import `s3server.error` and `s3server.xml`.
@NullMarked
package dev.sluice.s3server.access;

import org.jspecify.annotations.NullMarked;
