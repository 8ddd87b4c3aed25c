package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.store.BytesSource;
import dev.sluice.store.Named;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Writes and deletes in a directory that folds, and fails if anything is lost. To be run where it
/// is mounted.
final class FoldedRuns {

  private FoldedRuns() {}

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    try (BlockingIo io = new BlockingIo("folded-test", 2);
        Store store = LocalStore.open(root, LocalOptions.DESTINATION, io, io)) {
      write(store, "Photo.jpg");
      write(store, "d/x");
      requireRefused(store, "photo.jpg");
      requireRefused(store, "D/x");
      requireRefused(store, "D/y");
      write(store, "Photo.jpg");
      store.delete(Named.entries(List.of(Key.of("photo.jpg"), Key.of("D/x"), Key.of("d/X"))));
    }
    require(Files.readString(root.resolve("Photo.jpg")).equals("Photo.jpg"), "Photo.jpg stays");
    require(Files.readString(root.resolve("d/x")).equals("d/x"), "d/x stays");
    System.exit(0);
  }

  private static void write(Store store, String key) throws StoreException, InterruptedException {
    BytesSource source = BytesSource.of(key);
    store.write(new WriteSpec(Key.of(key), source.sizeBytes(), Fingerprint.UNREAD), source);
  }

  private static void requireRefused(Store store, String key) throws InterruptedException {
    try {
      write(store, key);
    } catch (StoreException e) {
      require(e.kind() == Kind.REFUSED, e.getMessage());
      return;
    }
    throw new AssertionError(key + " was written");
  }

  private static void require(boolean held, String what) {
    if (!held) {
      throw new AssertionError(what);
    }
  }
}
