/// What users name as places: how locations are spelled, and what each scheme (`s3://`, a local
/// path) means by them. Knows no store; each kind registers its [dev.sluice.location.Scheme].
///
/// May import `flow`, `model` and `store`.
@NullMarked
package dev.sluice.location;

import org.jspecify.annotations.NullMarked;
