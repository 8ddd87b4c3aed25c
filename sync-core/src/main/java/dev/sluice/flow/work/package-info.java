/// Workers side by side, and what they share: a group of threads that ends as one, and tasks that
/// idle workers take halves of.
///
/// May import no other package.
@NullMarked
package dev.sluice.flow.work;

import org.jspecify.annotations.NullMarked;
