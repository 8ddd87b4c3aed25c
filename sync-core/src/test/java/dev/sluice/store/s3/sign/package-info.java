/// Tests of signatures.
@NullMarked
package dev.sluice.store.s3.sign;

import org.jspecify.annotations.NullMarked;
