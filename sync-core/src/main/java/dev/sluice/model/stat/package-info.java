/// What is known of one object or file, for who asks about it alone.
///
/// May import `model` and `model.access`.
@NullMarked
package dev.sluice.model.stat;

import org.jspecify.annotations.NullMarked;
