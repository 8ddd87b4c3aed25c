package dev.sluice.store.local.directory;

import java.nio.file.LinkOption;

/// Whether symbolic links are followed.
public enum Links {
  FOLLOWED,
  /// One that is met anywhere on the way ends the call with a [LinkInTheWayException].
  REFUSED;

  private static final LinkOption[] NONE = {};
  private static final LinkOption[] NO_FOLLOW = {LinkOption.NOFOLLOW_LINKS};

  /// As the JDK is told. Not to be changed.
  public LinkOption[] options() {
    return this == REFUSED ? NO_FOLLOW : NONE;
  }
}
