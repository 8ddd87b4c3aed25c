/// The two standard streams, the terminal behind them, and what keeps text from outside harmless
/// there: the only package that writes to them.
///
/// May import no other package.
@NullMarked
package dev.sluice.cli.output.console;

import org.jspecify.annotations.NullMarked;
