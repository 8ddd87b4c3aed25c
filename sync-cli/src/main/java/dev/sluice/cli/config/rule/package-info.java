/// The filter rules of a command line, in its flags and in files.
///
/// May import `cli.config`, `filter` and `model`.
@NullMarked
package dev.sluice.cli.config.rule;

import org.jspecify.annotations.NullMarked;
