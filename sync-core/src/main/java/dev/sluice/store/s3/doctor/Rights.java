package dev.sluice.store.s3.doctor;

import dev.sluice.checkup.Finding;
import dev.sluice.store.StoreException;

/// What is not permitted, and which permission it takes.
final class Rights {

  private Rights() {}

  /// @param action as policies name it, such as `s3:PutObject`
  /// @param resource what it would have to be permitted for, as policies name it
  static Finding denied(StoreException e, String action, String resource) {
    return new Finding.Failed(
        e.kind(),
        e.getMessage(),
        "It takes " + action + " on " + resource + "; doctor --policy prints whole policies");
  }
}
