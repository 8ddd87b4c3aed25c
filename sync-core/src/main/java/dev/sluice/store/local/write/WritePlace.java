package dev.sluice.store.local.write;

import dev.sluice.store.local.root.LocalRoot;

/// Where files are written: what all writers of a store share.
///
/// @param root the directory that all lies beneath
/// @param parents opens and makes the directories of files
/// @param temporaries the files that are being written
/// @param keepsStamps whether it is found out what stamps files bear that were written
public record WritePlace(
    LocalRoot root, ParentDirectories parents, TemporaryFiles temporaries, boolean keepsStamps) {

  public WritePlace(LocalRoot root, TemporaryFiles temporaries, boolean keepsStamps) {
    this(root, new ParentDirectories(root), temporaries, keepsStamps);
  }
}
