/// What goes through the server, as tests see and steer it: operations, their counts, and faults on
/// demand.
///
/// May import `s3server.http`.
@NullMarked
package dev.sluice.s3server.traffic;

import org.jspecify.annotations.NullMarked;
