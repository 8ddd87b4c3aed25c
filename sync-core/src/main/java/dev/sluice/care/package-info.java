/// The care of what is in a bucket: finding objects and versions, and doing something to each. The
/// same stages as a run between two places: listing, a queue, workers, outcomes that add up.
///
/// May import `filter`, `flow`, `flow.spool`, `flow.system`, `flow.work`, `listing`, `model`,
/// `model.access`, `report` and `store`.
@NullMarked
package dev.sluice.care;

import org.jspecify.annotations.NullMarked;
