package dev.sluice.cli.command.bucket;

import dev.sluice.cli.output.Lister;
import dev.sluice.cli.output.ListingSum;
import dev.sluice.cli.output.console.Console;
import dev.sluice.listing.Tally;
import dev.sluice.listing.Usage;
import dev.sluice.model.Key;
import dev.sluice.model.Unlisted;
import dev.sluice.store.Store;
import org.jspecify.annotations.Nullable;

/// Shows what is found, and notices what could not be listed and whether anyone reads on.
///
/// @param <T> what is listed
abstract class Shown<T> implements OneLevel.Visitor<T> {

  private static final int LINES_BETWEEN_LOOKS = 256;

  final Lister lister;
  final Store store;

  /// Null where no sum is wanted.
  final @Nullable Tally tally;

  private final Console console;
  private boolean isAny;
  private boolean isWhole = true;
  private long directories;
  private int sinceLook;

  Shown(Console console, Lister lister, Store store, boolean isSummedUp) {
    this.console = console;
    this.lister = lister;
    this.store = store;
    this.tally = isSummedUp ? new Tally() : null;
  }

  abstract void show(T listed, String address);

  final void unlisted(Unlisted part, String address) {
    isWhole = false;
    lister.unlisted(part, address);
  }

  @Override
  public final boolean listed(T listed) {
    isAny = true;
    show(listed, store.describe(key(listed)));
    if (++sinceLook < LINES_BETWEEN_LOOKS) {
      return true;
    }
    sinceLook = 0;
    return !console.isBroken();
  }

  @Override
  public final void directory(String name) {
    isAny = true;
    directories++;
    lister.directory(name, store.describe(Key.of(name)));
  }

  /// Whether there was anything to show.
  boolean isAny() {
    return isAny;
  }

  /// Whether all could be listed.
  boolean isWhole() {
    return isWhole;
  }

  /// Whether it is versions.
  abstract boolean isOfVersions();

  /// The sum, where it is wanted.
  void sumUp() {
    if (tally != null) {
      Usage usage = tally.usage();
      lister.sum(new ListingSum(usage, isOfVersions(), directories, isWhole));
    }
  }
}
