/// Tests of what commands show by.
@NullMarked
package dev.sluice.cli.command.context;

import org.jspecify.annotations.NullMarked;
