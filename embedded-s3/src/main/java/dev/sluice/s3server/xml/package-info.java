/// XML as S3 speaks it: a writer that appends to bytes, and a reader that takes nothing from
/// outside the document.
///
/// May import `s3server.error` and `s3server.http`.
@NullMarked
package dev.sluice.s3server.xml;

import org.jspecify.annotations.NullMarked;
