/// What is said to whoever asks for help or mistypes: help by groups, suggestions, other tools'
/// commands.
///
/// May import `cli.config`.
@NullMarked
package dev.sluice.cli.command.help;

import org.jspecify.annotations.NullMarked;
