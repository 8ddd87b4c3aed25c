/// What a bucket has set, as values: read, compared, changed, carried to another bucket. Pure.
///
/// May import `model.access` and `model.json`.
@NullMarked
package dev.sluice.model.settings;

import org.jspecify.annotations.NullMarked;
