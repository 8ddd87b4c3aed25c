/// What was found out about one object, one bucket, one connection or one cache, as a person reads
/// it.
///
/// May import `care.acl`, `checkup`, `cli.output`, `cli.output.console`, `cli.output.text`,
/// `model`, `model.access`, `model.json`, `model.settings`, `model.stat`, `report` and `state`.
@NullMarked
package dev.sluice.cli.output.text.finding;

import org.jspecify.annotations.NullMarked;
