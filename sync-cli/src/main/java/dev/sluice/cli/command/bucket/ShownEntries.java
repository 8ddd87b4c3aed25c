package dev.sluice.cli.command.bucket;

import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.console.Console;
import dev.sluice.model.Entry;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;
import dev.sluice.store.Prune;
import dev.sluice.store.RangeCursor;
import dev.sluice.store.Store;

/// Shows entries.
final class ShownEntries extends Shown<Listed> {

  private ShownEntries(Console console, Lister lister, Store store, boolean isSummedUp) {
    super(console, lister, store, isSummedUp);
  }

  /// Shows those of a store.
  static Shown<Listed> of(Store store, Console console, Lister lister, boolean isSummedUp) {
    return new ShownEntries(console, lister, store, isSummedUp);
  }

  @Override
  public RangeCursor<Listed> list(KeyRange keys) {
    return store.list(keys, Prune.NOTHING);
  }

  @Override
  public Key key(Listed listed) {
    return listed.key();
  }

  @Override
  boolean isOfVersions() {
    return false;
  }

  @Override
  void show(Listed listed, String address) {
    if (tally != null) {
      tally.entry(listed);
    }
    switch (listed) {
      case Entry entry -> lister.entry(entry, address);
      case NotAFile found -> lister.notAFile(found, address);
      case Unlisted part -> unlisted(part, address);
    }
  }
}
