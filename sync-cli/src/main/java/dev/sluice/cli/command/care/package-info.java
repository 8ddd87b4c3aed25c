/// The commands that care for what is in buckets.
///
/// May import `care`, `care.acl`, `care.history`, `care.move`, `cli.command.context`, `cli.config`,
/// `cli.config.rule`, `cli.output`, `engine`, `filter`, `flow`, `flow.system`, `model`,
/// `model.access`, `model.json`, `model.settings`, `plan`, `report`, `store`, `store.s3` and
/// `transfer`.
@NullMarked
package dev.sluice.cli.command.care;

import org.jspecify.annotations.NullMarked;
