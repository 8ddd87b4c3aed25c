/** Placeholder. */
@org.jspecify.annotations.NullMarked
package dev.sluice.model;
