package dev.sluice.store.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Entry;
import dev.sluice.model.Fingerprint;
import dev.sluice.model.Key;
import dev.sluice.model.KeyRange;
import dev.sluice.model.Listed;
import dev.sluice.model.NotAFile;
import dev.sluice.model.Unlisted;
import dev.sluice.store.BytesSource;
import dev.sluice.store.ContentReader;
import dev.sluice.store.EntryCursor;
import dev.sluice.store.Prune;
import dev.sluice.store.Store;
import dev.sluice.store.StoreException;
import dev.sluice.store.WriteSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A file or directory with no permissions until closed, and a process that permissions hold for:
/// root passes over them, so there the process gives up that privilege.
final class Unreadable implements AutoCloseable {

  private final Path path;
  private final Set<PosixFilePermission> before;

  Unreadable(Path path) throws IOException {
    this.path = path;
    this.before = Files.getPosixFilePermissions(path);
    set("---------");
  }

  void set(String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Override
  public void close() throws IOException {
    Files.setPosixFilePermissions(path, before);
  }

  /// Runs [#main] where permissions hold.
  ///
  /// @return what it said, line by line
  static List<String> run(String command, Path root, String... bounds)
      throws IOException, InterruptedException {
    List<String> before = List.of();
    if ("root".equals(System.getProperty("user.name"))) {
      before = List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search");
      boolean works;
      try {
        works =
            ChildJvm.run(List.of(before.get(0), before.get(1), "true"), Map.of()).exitCode() == 0;
      } catch (IOException e) {
        works = false;
      }
      assumeTrue(works, "root passes over permissions, and setpriv cannot take that from it");
    }
    List<String> arguments = new ArrayList<>(List.of(command, root.toString()));
    arguments.addAll(List.of(bounds));
    ChildJvm.Result result =
        ChildJvm.run(
            Unreadable.class,
            before,
            Map.of("LC_ALL", "C.UTF-8"),
            arguments.toArray(String[]::new));
    return result.output().lines().toList();
  }

  /// Lists (a range of it, if its bounds are given), reads the file `x`, or writes the file
  /// `d/new`; says what comes of it.
  public static void main(String[] arguments) throws Exception {
    try (BlockingIo io = new BlockingIo("child", 1);
        Store store = LocalStore.open(Path.of(arguments[1]), LocalOptions.DESTINATION, io, io)) {
      switch (arguments[0]) {
        case "list" -> list(store, range(arguments));
        case "read" -> {
          try (ContentReader reader = store.open(store.find(Key.of("x")).orElseThrow())) {
            System.out.println("read " + reader.sizeBytes());
          }
        }
        case "write" -> {
          WriteSpec spec = new WriteSpec(Key.of("d/new"), 1, Fingerprint.UNREAD);
          System.out.println(store.write(spec, BytesSource.of("1")));
        }
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    } catch (StoreException e) {
      System.out.println(e.kind() + " " + e.getMessage());
    }
  }

  private static KeyRange range(String[] arguments) {
    return arguments.length < 4
        ? KeyRange.all()
        : new KeyRange(Key.of(arguments[2]), Key.of(arguments[3]));
  }

  private static void list(Store store, KeyRange range) throws Exception {
    try (EntryCursor cursor = store.list(range, Prune.NOTHING)) {
      for (Listed next = cursor.next(); next != null; next = cursor.next()) {
        System.out.println(
            switch (next) {
              case Entry entry -> "entry " + entry.key();
              case NotAFile(Key key, NotAFile.Reason reason) -> reason + " " + key;
              case Unlisted(Key key, String cause) -> "unlisted " + key + ": " + cause;
            });
      }
    }
  }
}
