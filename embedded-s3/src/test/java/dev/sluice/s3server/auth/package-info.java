/// Tests of this package by itself, without a running server.
@NullMarked
package dev.sluice.s3server.auth;

import org.jspecify.annotations.NullMarked;
