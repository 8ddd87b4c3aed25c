/// Tests of what cli.config does by itself.
@NullMarked
package dev.sluice.cli.config;

import org.jspecify.annotations.NullMarked;
