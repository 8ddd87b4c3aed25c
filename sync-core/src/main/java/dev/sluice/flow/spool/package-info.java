/// Queues and tables of bounded memory, of which the rest is in a temporary file without a name.
///
/// May import `flow`.
@NullMarked
package dev.sluice.flow.spool;

import org.jspecify.annotations.NullMarked;
