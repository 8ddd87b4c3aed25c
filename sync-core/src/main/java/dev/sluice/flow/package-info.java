/// The concurrency kit: with the packages below the only ones, adapters aside, that start a thread
/// or wait for another. Each piece is small, bounded and tested apart, so that the stages can be
/// straight-line blocking code.
///
/// May be imported by every package but `model`; imports nothing but the JDK and JSpecify. The
/// rooms `spool` and `system` import this one.
@NullMarked
package dev.sluice.flow;

import org.jspecify.annotations.NullMarked;
