/// Open directories and files: what can be done beneath a directory that is held, through no
/// symbolic link, and what the file system answers.
///
/// May import `flow`, `model` and `store`.
@NullMarked
package dev.sluice.store.local.directory;

import org.jspecify.annotations.NullMarked;
