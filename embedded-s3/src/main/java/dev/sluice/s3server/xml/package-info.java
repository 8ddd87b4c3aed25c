/// XML as S3 speaks it: a writer that appends to bytes, and a reader that takes nothing from
/// outside the document.
///
/// May import `http` and `error`; imported by `access`, the operations, and the server for
/// measurements.
@NullMarked
package dev.sluice.s3server.xml;

import org.jspecify.annotations.NullMarked;
