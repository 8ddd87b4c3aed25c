/// Runs and findings as JSON, one object a line, for programs.
///
/// May import `cache`, `care`, `care.acl`, `care.move`, `checkup`, `cli.output`,
/// `cli.output.console`, `flow`, `listing`, `model`, `model.access`, `model.json`,
/// `model.settings`, `model.stat`, `plan`, `report`, `state`, `store` and `transfer`.
@NullMarked
package dev.sluice.cli.output.json;

import org.jspecify.annotations.NullMarked;
