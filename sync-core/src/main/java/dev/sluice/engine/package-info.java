/// The only place that wires the stages: a request in, a report out.
///
/// May import `content`, `diff`, `filter`, `flow`, `flow.spool`, `flow.system`, `flow.work`,
/// `listing`, `location`, `model`, `plan`, `report`, `store` and `transfer`.
@NullMarked
package dev.sluice.engine;

import org.jspecify.annotations.NullMarked;
