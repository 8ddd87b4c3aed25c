/// Runs and findings as a person reads them: lines, the live block, the summary. May import
/// cli.output, cli.output.console, and report, plan, transfer, model, store and flow of sync-core.
@NullMarked
package dev.sluice.cli.output.text;

import org.jspecify.annotations.NullMarked;
