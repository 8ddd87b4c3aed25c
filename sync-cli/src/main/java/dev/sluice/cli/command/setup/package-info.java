/// What a bucket has set: shown, changed, and proved.
///
/// May import `cli.command.context`, `cli.config`, `cli.output`, `model`, `model.access`,
/// `model.json`, `model.settings`, `report`, `store` and `store.s3`.
@NullMarked
package dev.sluice.cli.command.setup;

import org.jspecify.annotations.NullMarked;
