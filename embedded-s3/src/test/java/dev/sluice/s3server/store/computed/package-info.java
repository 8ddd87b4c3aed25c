@NullMarked
package dev.sluice.s3server.store.computed;

import org.jspecify.annotations.NullMarked;
