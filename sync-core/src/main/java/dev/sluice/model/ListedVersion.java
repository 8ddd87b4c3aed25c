package dev.sluice.model;

/// One thing that a listing of versions came across: a version or a delete marker, or something it
/// could not read.
public sealed interface ListedVersion permits ObjectVersion, Unlisted {

  /// Where it stands, relative to the location.
  Key key();
}
