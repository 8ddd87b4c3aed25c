/// Open directories by the system calls of Linux that Java has no way to.
///
/// May import `model` and `store.local.directory`.
@NullMarked
package dev.sluice.store.local.linux;

import org.jspecify.annotations.NullMarked;
