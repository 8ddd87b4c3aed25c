/// Who may do what: ACLs, bucket policies and CORS rules, parsed and evaluated without reference to
/// any request.
///
/// May import `error` and `xml`; imported by the store and the operations.
@NullMarked
package dev.sluice.s3server.access;

import org.jspecify.annotations.NullMarked;
