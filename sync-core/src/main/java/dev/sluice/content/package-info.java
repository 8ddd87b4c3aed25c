/// Comparing contents: by what stores say of them, by reading, by time; and whether ETags can be
/// believed.
///
/// May import `checksum`, `flow`, `flow.work`, `model` and `store`.
@NullMarked
package dev.sluice.content;

import org.jspecify.annotations.NullMarked;
