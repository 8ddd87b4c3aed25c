/// Flags and environment into validated settings: stores, filters, policy, sizes and rates. Flags
/// that several commands share are declared here, once. May import sync-core and cli.output.
@NullMarked
package dev.sluice.cli.config;

import org.jspecify.annotations.NullMarked;
