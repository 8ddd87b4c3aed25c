/// Checksums of contents: of a content as it passes, and of a whole from those of its pieces.
/// Computes, and knows neither stores nor requests.
///
/// May import `model`.
@NullMarked
package dev.sluice.checksum;

import org.jspecify.annotations.NullMarked;
