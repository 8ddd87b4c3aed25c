/// Commands about one place, a bucket as a rule: what is there, and its care.
///
/// May import `cli.command.context`, `cli.config`, `cli.output`, `cli.output.console`,
/// `cli.output.text`, `filter`, `listing`, `location`, `model`, `model.access`, `model.stat`,
/// `report`, `store`, `store.local` and `store.s3`.
@NullMarked
package dev.sluice.cli.command.bucket;

import org.jspecify.annotations.NullMarked;
