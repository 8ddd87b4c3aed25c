/// Folds outcomes into progress and the run's report. May import transfer, plan, listing, filter,
/// model.
@NullMarked
package dev.sluice.report;

import org.jspecify.annotations.NullMarked;
