/// Key ranges, their cursors and the sharing of ranges among workers. May import model, store,
/// filter, flow.
@NullMarked
package dev.sluice.listing;

import org.jspecify.annotations.NullMarked;
