/// The commands that care for what is in buckets.
///
/// May import `care`, `care.acl`, `cli.command.context`, `cli.config`, `cli.config.rule`,
/// `cli.output`, `engine`, `filter`, `flow`, `flow.system`, `model`, `model.access`, `report`,
/// `store` and `store.s3`.
@NullMarked
package dev.sluice.cli.command.care;

import org.jspecify.annotations.NullMarked;
