/// The commands that look at a place before it is used, and set up the way to it.
///
/// May import `checkup`, `cli.command.context`, `cli.config`, `cli.output`, `cli.output.console`,
/// `flow`, `model`, `report`, `store`, `store.s3`, `store.s3.config` and `store.s3.profile`.
@NullMarked
package dev.sluice.cli.command.doctor;

import org.jspecify.annotations.NullMarked;
