@NullMarked
package dev.sluice.bench.server;

import org.jspecify.annotations.NullMarked;
