/// Tests of what cli.output.text.finding does by itself.
@NullMarked
package dev.sluice.cli.output.text.finding;

import org.jspecify.annotations.NullMarked;
