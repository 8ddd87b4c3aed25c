/// Who may do what with an object or a bucket, as access control lists say it.
///
/// May import no other package.
@NullMarked
package dev.sluice.model.access;

import org.jspecify.annotations.NullMarked;
