/// Carries out actions between two stores, as the run's mode has it.
///
/// May import `content`, `flow`, `flow.spool`, `flow.work`, `model`, `plan` and `store`.
@NullMarked
package dev.sluice.transfer;

import org.jspecify.annotations.NullMarked;
