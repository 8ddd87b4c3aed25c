/// What every command runs in, and how it shows what it finds.
///
/// May import `cli.config`, `cli.output`, `cli.output.console`, `cli.output.json`,
/// `cli.output.text`, `cli.output.text.finding`, `flow`, `flow.system`, `model`, `report` and
/// `store`.
@NullMarked
package dev.sluice.cli.command.context;

import org.jspecify.annotations.NullMarked;
