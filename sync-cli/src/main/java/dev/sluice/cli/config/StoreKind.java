package dev.sluice.cli.config;

import dev.sluice.location.Scheme;
import dev.sluice.location.Schemes;
import dev.sluice.location.StoreOpener.Side;
import dev.sluice.model.Location;
import dev.sluice.model.UsageException;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.local.LocalScheme;
import dev.sluice.store.s3.S3Scheme;
import java.util.List;

/// A kind of store, and the registry of all that there are.
///
/// @param scheme what its locations mean
/// @param opening how it is opened
record StoreKind(Scheme scheme, Opening opening) {

  private static final List<StoreKind> REGISTRY =
      List.of(
          new StoreKind(new LocalScheme(), Stores::local),
          new StoreKind(new S3Scheme(), Stores::s3));

  /// What the locations of all kinds mean.
  static final Schemes SCHEMES = new Schemes(REGISTRY.stream().map(StoreKind::scheme).toList());

  /// Opens a store of one kind.
  @FunctionalInterface
  interface Opening {
    Store open(Stores stores, Location root, Side side) throws UsageException, StoreException;
  }

  /// Opens a location, by whatever `stores` shares.
  static Store open(Stores stores, Location root, Side side) throws UsageException, StoreException {
    int kind = SCHEMES.all().indexOf(SCHEMES.of(root));
    return REGISTRY.get(kind).opening().open(stores, root, side);
  }
}
