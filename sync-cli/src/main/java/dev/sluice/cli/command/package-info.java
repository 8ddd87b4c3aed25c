/// One small class for each sub-command: flags to request to call.
///
/// May import `cache`, `care`, `care.move`, `cli.command.bucket`, `cli.command.care`,
/// `cli.command.context`, `cli.command.doctor`, `cli.command.help`, `cli.command.setup`,
/// `cli.config`, `cli.config.rule`, `cli.output`, `cli.output.console`, `cli.output.text`, `diff`,
/// `engine`, `filter`, `flow`, `flow.system`, `model`, `plan`, `report`, `state`, `store`,
/// `store.s3` and `transfer`.
@NullMarked
package dev.sluice.cli.command;

import org.jspecify.annotations.NullMarked;
