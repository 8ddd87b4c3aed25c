package dev.sluice.engine;

import dev.sluice.flow.CancellableCall;
import dev.sluice.flow.Cancellation;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Looks whether both roots are still those that were listed: at the end of listing, and again when
/// all is transferred, before anything is deleted. A disk that was taken away meanwhile looks like
/// an empty folder; what is missing then is no proof that it was deleted at the source.
final class RootCheck {

  private final SyncRequest request;
  private final Cancellation cancellation;
  private final RunEnding ending;

  RootCheck(SyncRequest request, Cancellation cancellation, RunEnding ending) {
    this.request = request;
    this.cancellation = cancellation;
    this.ending = ending;
  }

  /// Looks at both. A run that is ending anyway deletes nothing, and is not kept waiting by a file
  /// system that may be hanging.
  void verifyUnchanged() throws InterruptedException {
    verifyUnchanged(request.source());
    verifyUnchanged(request.target());
  }

  private void verifyUnchanged(Store store) throws InterruptedException {
    if (ending.isRootLost() || !cancellation.isRunning()) {
      return;
    }
    try {
      CancellableCall.<@Nullable Void>call(
          cancellation,
          () -> {
            store.requireSameRoot();
            return null;
          });
    } catch (InterruptedException e) {
      if (cancellation.isRunning()) {
        throw e;
      } // else the run is ending, and deletes nothing
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case StoreException doubt -> ending.rootLost(doubt);
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
