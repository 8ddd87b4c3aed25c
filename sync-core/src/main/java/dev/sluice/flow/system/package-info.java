/// What the system gives this process: its limits, how busy the processors are, and how many
/// workers suit that.
///
/// May import `flow`.
@NullMarked
package dev.sluice.flow.system;

import org.jspecify.annotations.NullMarked;
