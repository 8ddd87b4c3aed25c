/// What text and JSON have in common: the two interfaces that show runs and findings, and how much
/// is said.
///
/// May import `care`, `care.acl`, `care.move`, `checkup`, `cli.output.console`, `filter`, `flow`,
/// `listing`, `model`, `model.access`, `model.settings`, `model.stat`, `plan`, `report`, `state`,
/// `store` and `transfer`.
@NullMarked
package dev.sluice.cli.output;

import org.jspecify.annotations.NullMarked;
