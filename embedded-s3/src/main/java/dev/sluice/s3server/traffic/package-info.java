/// What goes through the server, as tests see and steer it: operations, their counts, and faults on
/// demand.
///
/// May import `http`; imported by the operations and by the tests that use the server; the names of
/// operations also by the server for measurements.
@NullMarked
package dev.sluice.s3server.traffic;

import org.jspecify.annotations.NullMarked;
