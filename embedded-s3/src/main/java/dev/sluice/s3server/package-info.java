/** Placeholder. */
@org.jspecify.annotations.NullMarked
package dev.sluice.s3server;
