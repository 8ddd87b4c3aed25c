/// The concurrency kit: with the packages below the only ones, adapters aside, that start a thread
/// or wait for another. Each piece is small, bounded and tested apart, so that the stages can be
/// straight-line blocking code.
///
/// May import no other package.
@NullMarked
package dev.sluice.flow;

import org.jspecify.annotations.NullMarked;
