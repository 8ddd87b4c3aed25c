/// What tests of cli.output have in common.
@NullMarked
package dev.sluice.cli.output;

import org.jspecify.annotations.NullMarked;
