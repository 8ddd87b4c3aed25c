package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.Time;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreFixture;
import dev.sluice.store.local.root.LocalRoot;
import dev.sluice.store.local.root.RootOpener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;

/// A directory to try things in, and a store on the directory `root` in it.
public abstract class LocalTestBase extends StoreFixture {

  protected static final BlockingIo IO = new BlockingIo("local-test", 4);
  protected static final BlockingIo CPU = new BlockingIo("cpu-test", 2);

  /// Holds the root and what lies outside of it.
  @TempDir protected Path outside;

  protected Path root() {
    return outside.resolve("root");
  }

  @Override
  protected Store newStore() throws Exception {
    return source();
  }

  /// A store that reads an existing root.
  protected LocalStore source() throws Exception {
    Files.createDirectories(root());
    return open(LocalOptions.SOURCE);
  }

  /// A store that follows links.
  protected LocalStore following() throws Exception {
    Files.createDirectories(root());
    return open(LocalOptions.SOURCE.withFollowSymlinks(true));
  }

  /// A store that writes, and makes its root.
  protected LocalStore destination() throws Exception {
    return open(LocalOptions.DESTINATION);
  }

  /// By which calls the root is opened.
  protected RootOpener opener() {
    return RootOpener.SYSTEM;
  }

  protected LocalStore open(LocalOptions options) throws Exception {
    return LocalStore.open(new LocalRoot(root(), options.access(), opener()), options, IO, CPU);
  }

  /// Makes a file with its name as its content.
  protected Path file(String name) throws IOException {
    Path file = root().resolve(name);
    Files.createDirectories(parent(file));
    return Files.writeString(file, name);
  }

  /// The directory that a path in the root is in.
  protected static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "a path in the root has a parent");
  }

  protected static List<Listed> listAll(Store store) throws Exception {
    return list(store, KeyRange.all());
  }

  protected static List<String> keysPruned(Store store, Prune prune) throws Exception {
    try (var cursor = store.list(KeyRange.all(), prune)) {
      return rest(cursor).stream().map(Listed::key).map(Key::value).toList();
    }
  }

  /// The machine's clock, put forward.
  protected static Time ahead(Duration by) {
    return new Time() {
      @Override
      public long nanos() {
        return Time.SYSTEM.nanos() + by.toNanos();
      }

      @Override
      public Instant now() {
        return Time.SYSTEM.now().plus(by);
      }

      @Override
      public void sleep(Duration duration) {
        throw new UnsupportedOperationException("nothing here sleeps");
      }
    };
  }
}
