/// Tests of the demo.
@NullMarked
package dev.sluice.demo;

import org.jspecify.annotations.NullMarked;
