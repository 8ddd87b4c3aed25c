/// Tests of the program as a whole, against the embedded S3 server and real folders.
@NullMarked
package dev.sluice.cli;

import org.jspecify.annotations.NullMarked;
