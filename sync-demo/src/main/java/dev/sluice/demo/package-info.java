/// The demo, alone with its S3 server: the program does not need it, finds it as a service, and is
/// shipped without it.
///
/// May import `cli.command`, `cli.command.context`, `cli.output.console`, `flow`, `report` and
/// `s3server`.
@NullMarked
package dev.sluice.demo;

import org.jspecify.annotations.NullMarked;
