/// The pure function from a difference to an action, and what a run may do.
///
/// May import `diff`, `flow.spool` and `model`.
@NullMarked
package dev.sluice.plan;

import org.jspecify.annotations.NullMarked;
