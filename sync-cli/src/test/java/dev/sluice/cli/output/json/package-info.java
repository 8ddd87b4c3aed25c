/// Tests of what cli.output.json does by itself.
@NullMarked
package dev.sluice.cli.output.json;

import org.jspecify.annotations.NullMarked;
