/// JSON as values, read strictly and written.
///
/// May import no other package.
@NullMarked
package dev.sluice.model.json;

import org.jspecify.annotations.NullMarked;
