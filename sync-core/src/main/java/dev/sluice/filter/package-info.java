/// Include and exclude rules as pure predicates on keys.
///
/// May import `store`.
@NullMarked
package dev.sluice.filter;

import org.jspecify.annotations.NullMarked;
