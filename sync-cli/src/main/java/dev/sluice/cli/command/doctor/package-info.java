/// The commands that look at a place before it is used.
///
/// May import `checkup`, `cli.command.context`, `cli.config`, `cli.output`, `flow`, `model`,
/// `report`, `store` and `store.s3`.
@NullMarked
package dev.sluice.cli.command.doctor;

import org.jspecify.annotations.NullMarked;
