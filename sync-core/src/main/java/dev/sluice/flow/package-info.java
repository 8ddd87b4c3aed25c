/// The concurrency kit: the only package, adapters aside, that starts a thread or holds a lock.
/// Each piece is small, bounded and tested apart, so that the stages can be straight-line blocking
/// code.
///
/// May be imported by every package but `model`; imports nothing but the JDK and JSpecify.
@NullMarked
package dev.sluice.flow;

import org.jspecify.annotations.NullMarked;
