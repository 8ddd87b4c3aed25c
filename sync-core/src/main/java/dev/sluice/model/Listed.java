package dev.sluice.model;

/// One thing that a listing came across: an entry, something that is not a file, or something it
/// could not read.
///
/// A listing never drops what it meets: each of these ends in exactly one outcome, but for what is
/// no file at the destination, which is no concern of a sync until something is written there.
public sealed interface Listed permits Entry, NotAFile, Unlisted {

  /// Where it stands, relative to the location. For [Unlisted] it is the part that could not be
  /// read.
  Key key();
}
