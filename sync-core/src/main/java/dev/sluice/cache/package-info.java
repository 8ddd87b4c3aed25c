/// What is remembered of files from run to run, so that what has not changed is not read again: the
/// hash cache.
///
/// May import `flow`, `flow.spool`, `model`, `model.access` and `state`.
@NullMarked
package dev.sluice.cache;

import org.jspecify.annotations.NullMarked;
