package dev.sluice.store;

/// What was removed that runs had left which were killed.
///
/// @param uploads unfinished uploads in parts
/// @param temporaryFiles files that were being written
public record Removed(long uploads, long temporaryFiles) {

  /// Nothing.
  public static final Removed NOTHING = new Removed(0, 0);

  /// Whether there was nothing to remove.
  public boolean isNothing() {
    return uploads == 0 && temporaryFiles == 0;
  }
}
