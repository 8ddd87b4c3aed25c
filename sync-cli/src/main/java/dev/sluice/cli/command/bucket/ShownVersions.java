package dev.sluice.cli.command.bucket;

import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.console.Console;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.ListedVersion;
import dev.sluice.model.ObjectVersion;
import dev.sluice.model.Unlisted;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.Versions;

/// Shows versions and delete markers.
final class ShownVersions extends Shown<ListedVersion> {

  private final Versions versions;

  private ShownVersions(VersionsAt at, Console console, Lister lister, boolean isSummedUp) {
    super(console, lister, at.store(), isSummedUp);
    this.versions = at.versions();
  }

  /// Shows those of a place.
  static Shown<ListedVersion> of(
      VersionsAt at, Console console, Lister lister, boolean isSummedUp) {
    return new ShownVersions(at, console, lister, isSummedUp);
  }

  @Override
  public RangeCursor<ListedVersion> list(KeyRange keys) {
    return versions.list(keys);
  }

  @Override
  public Key key(ListedVersion listed) {
    return listed.key();
  }

  @Override
  boolean isOfVersions() {
    return true;
  }

  @Override
  void show(ListedVersion listed, String address) {
    if (tally != null) {
      tally.version(listed);
    }
    switch (listed) {
      case ObjectVersion version -> lister.version(version, address);
      case Unlisted part -> unlisted(part, address);
    }
  }
}
