/// Access control lists of a bucket's objects: changing them, and telling who can read what. What
/// is decided is decided by pure functions; the tasks ask, decide and write.
///
/// May import `care`, `model`, `model.access` and `store`.
@NullMarked
package dev.sluice.care.acl;

import org.jspecify.annotations.NullMarked;
