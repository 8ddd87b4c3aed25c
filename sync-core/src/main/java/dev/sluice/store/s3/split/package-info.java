/// Where keys that nobody has read yet may be parted; sends nothing.
///
/// May import `model`.
@NullMarked
package dev.sluice.store.s3.split;

import org.jspecify.annotations.NullMarked;
