/// What the user sees: lines, the live block, the summary, JSON events. The only package that
/// writes to a stream. May import report, plan, transfer, model, store and flow of sync-core.
@NullMarked
package dev.sluice.cli.output;

import org.jspecify.annotations.NullMarked;
