/// Tests of sums and of what they prove.
@NullMarked
package dev.sluice.store.s3.sums;

import org.jspecify.annotations.NullMarked;
