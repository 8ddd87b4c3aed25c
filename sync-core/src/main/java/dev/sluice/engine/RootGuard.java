package dev.sluice.engine;

import dev.sluice.flow.CancellableCall;
import dev.sluice.flow.Cancellation;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.concurrent.ExecutionException;

/// Looks whether both roots are still those that were listed: at the end of listing, and again when
/// all is transferred, before anything is deleted. A disk that was taken away meanwhile looks like
/// an empty folder; what is missing then is no proof that it was deleted at the source.
final class RootGuard {

  private final SyncRequest request;
  private final Cancellation cancellation;
  private final EarlyEnd earlyEnd;
  private boolean lost;

  RootGuard(SyncRequest request, Cancellation cancellation, EarlyEnd earlyEnd) {
    this.request = request;
    this.cancellation = cancellation;
    this.earlyEnd = earlyEnd;
  }

  /// Looks at both. A run that is ending anyway deletes nothing, and is not kept waiting by a file
  /// system that may be hanging.
  void look() throws InterruptedException {
    look(request.source());
    look(request.target());
  }

  private void look(Store store) throws InterruptedException {
    if (lost || !cancellation.isRunning()) {
      return;
    }
    try {
      CancellableCall.call(
          cancellation,
          () -> {
            store.requireSameRoot();
            return true;
          });
    } catch (InterruptedException e) {
      if (cancellation.isRunning()) {
        throw e;
      } // else the run is ending, and deletes nothing
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case StoreException doubt -> {
          lost = true;
          earlyEnd.doubted(doubt);
        }
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /// Whether a root, or a part of it, was found to be gone: then nothing is deleted, whatever the
  /// user has allowed.
  boolean isLost() {
    return lost;
  }
}
