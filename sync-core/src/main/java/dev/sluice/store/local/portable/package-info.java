/// Open directories by what the JDK has on every system.
///
/// May import `store.local.directory`.
@NullMarked
package dev.sluice.store.local.portable;

import org.jspecify.annotations.NullMarked;
