/// Include and exclude rules as pure predicates on keys. May import model.
@NullMarked
package dev.sluice.filter;

import org.jspecify.annotations.NullMarked;
