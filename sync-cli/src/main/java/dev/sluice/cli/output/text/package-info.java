/// Runs and findings as a person reads them: lines, the live block, the summary.
///
/// May import `cache`, `care`, `care.acl`, `care.move`, `cli.output`, `cli.output.console`, `flow`,
/// `listing`, `model`, `model.access`, `plan`, `report`, `store` and `transfer`.
@NullMarked
package dev.sluice.cli.output.text;

import org.jspecify.annotations.NullMarked;
