/// Moving: a run between two places, each entry proven to be at the destination, and then each
/// entry of the source removed that still is what was copied.
///
/// May import `care`, `content`, `engine`, `flow`, `flow.spool`, `flow.system`, `flow.work`,
/// `model`, `plan`, `report`, `store` and `transfer`.
@NullMarked
package dev.sluice.care.move;

import org.jspecify.annotations.NullMarked;
