/// Folds outcomes into progress and the run's report. May import transfer, plan, listing, filter,
/// store, model, flow.
@NullMarked
package dev.sluice.report;

import org.jspecify.annotations.NullMarked;
