/// Tests of the server through HTTP, by a client that signs its requests with code of its own.
@NullMarked
package dev.sluice.s3server;

import org.jspecify.annotations.NullMarked;
