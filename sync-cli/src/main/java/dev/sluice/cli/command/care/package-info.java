/// The commands that care for what is in buckets.
///
/// May import `care`, `cli.command.context`, `cli.config`, `cli.config.rule`, `cli.output`,
/// `filter`, `flow`, `flow.system`, `model`, `report`, `store` and `store.s3`.
@NullMarked
package dev.sluice.cli.command.care;

import org.jspecify.annotations.NullMarked;
