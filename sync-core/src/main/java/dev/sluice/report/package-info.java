/// Folds outcomes into progress and the run's report.
///
/// May import `filter`, `flow`, `listing`, `model`, `plan`, `store` and `transfer`.
@NullMarked
package dev.sluice.report;

import org.jspecify.annotations.NullMarked;
