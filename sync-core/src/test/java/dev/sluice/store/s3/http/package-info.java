/// Tests of the HTTP transport.
@NullMarked
package dev.sluice.store.s3.http;

import org.jspecify.annotations.NullMarked;
