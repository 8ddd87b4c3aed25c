/// Runs and findings as JSON, one object a line, for programs. May import cli.output,
/// cli.output.console, and report, plan, transfer, model, store and flow of sync-core.
@NullMarked
package dev.sluice.cli.output.json;

import org.jspecify.annotations.NullMarked;
