package dev.sluice.engine;

import dev.sluice.location.Scheme;
import dev.sluice.location.Scheme.Ambiguity;
import dev.sluice.location.Scheme.EntryPlace;
import dev.sluice.location.Scheme.Found;
import dev.sluice.location.Schemes;
import dev.sluice.location.SingleEntryStore;
import dev.sluice.location.StoreOpener;
import dev.sluice.location.StoreOpener.Side;
import dev.sluice.model.Key;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.Place;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import org.jspecify.annotations.Nullable;

/// Turns what a user named into two stores whose equal keys belong together, by the rules of
/// trailing slashes, and refuses what would put entries where nobody meant them. The table of the
/// rules is in `docs/paths.md`.
public final class Resolver {

  private final Schemes schemes;
  private final StoreOpener opener;

  /// @param schemes tell what locations mean
  /// @param opener makes the stores
  public Resolver(Schemes schemes, StoreOpener opener) {
    this.schemes = schemes;
    this.opener = opener;
  }

  /// Resolves the two sides, after checking that both are there.
  ///
  /// @return two stores, to be closed by the caller
  /// @throws UsageException where the pair makes no sense
  /// @throws StoreException where a side is missing or cannot be reached
  public SidePair resolve(Location source, Location destination)
      throws UsageException, StoreException, InterruptedException {
    Ambiguity ambiguity = schemes.of(destination).ambiguity(source, destination);
    if (ambiguity != null && ambiguity.refuses()) {
      throw new UsageException(ambiguity.line());
    }
    Found from = find(source);
    boolean resolved = false;
    try {
      SidePair pair = pair(from, source, destination);
      refuseOverlap(pair, source, destination);
      resolved = true;
      return pair;
    } finally {
      if (!resolved) {
        from.root().close();
      }
    }
  }

  /// A line for the user about a destination that can be taken as it is, and may have been meant
  /// otherwise; to be asked for before the run makes it.
  ///
  /// @param schemes tell what locations mean
  /// @return null where there is nothing to say
  public static @Nullable String ambiguity(Schemes schemes, Location source, Location destination)
      throws UsageException {
    Ambiguity ambiguity = schemes.of(destination).ambiguity(source, destination);
    return ambiguity == null || ambiguity.refuses() ? null : ambiguity.line();
  }

  /// Opens one location for reading alone.
  ///
  /// @return a store, to be closed by the caller
  public Store resolveForReading(Location location)
      throws UsageException, StoreException, InterruptedException {
    return switch (find(location)) {
      case Found.Tree(Store root, _) -> root;
      case Found.Single(Store root, Key key, String name) ->
          SingleEntryStore.source(root, key, Key.of(name));
    };
  }

  /// Opens a folder or a prefix that is there but need not hold anything.
  ///
  /// @return a store, to be closed by the caller
  public Store resolvePlace(Location location)
      throws UsageException, StoreException, InterruptedException {
    return opener.openReadable(location, Side.SOURCE);
  }

  private Found find(Location source) throws UsageException, StoreException, InterruptedException {
    return schemes.of(source).find(source, opener);
  }

  private SidePair pair(Found from, Location source, Location destination)
      throws UsageException, StoreException, InterruptedException {
    Scheme to = schemes.of(destination);
    return switch (from) {
      case Found.Tree(Store root, String name) -> {
        if (!destination.endsInSlash() && !to.hasDirectories()) {
          throw new UsageException(
              "the destination of a directory must end in a slash: did you mean  sync "
                  + source.text()
                  + " "
                  + destination.text()
                  + "/  ?");
        }
        String below = source.endsInSlash() || name.isEmpty() ? "" : name + "/";
        yield new SidePair(root, destination(to, to.treeAt(destination, below)));
      }
      case Found.Single(Store root, Key key, String name) -> {
        EntryPlace at = to.entryAt(destination, name, opener);
        Store target = destination(to, at.parent());
        yield new SidePair(
            SingleEntryStore.source(root, key, at.key()),
            new SingleEntryStore(target, at.key(), at.key()));
      }
    };
  }

  /// A directory is made where there is none; anything else has to be there.
  private Store destination(Scheme scheme, Location root)
      throws UsageException, StoreException, InterruptedException {
    return scheme.hasDirectories()
        ? opener.open(root, Side.DESTINATION)
        : opener.openReadable(root, Side.DESTINATION);
  }

  private static void refuseOverlap(SidePair pair, Location source, Location destination)
      throws UsageException, StoreException, InterruptedException {
    boolean overlap = true;
    try {
      overlap = overlap(pair);
    } finally {
      if (overlap) {
        pair.target().close();
      }
    }
    if (overlap) {
      throw new UsageException(
          "source and destination overlap: " + source.text() + " and " + destination.text());
    }
  }

  private static boolean overlap(SidePair pair) throws StoreException, InterruptedException {
    Place from = pair.source().place();
    Place to = pair.target().place();
    boolean singles = pair.source() instanceof SingleEntryStore;
    return singles ? from.isSame(to) : from.overlaps(to);
  }
}
