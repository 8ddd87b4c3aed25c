package dev.sluice.engine;

import dev.sluice.flow.BlockingIo;
import dev.sluice.plan.SyncPolicy.Mode;
import dev.sluice.report.RunStatus;
import dev.sluice.report.SyncReport;
import dev.sluice.store.Place;
import dev.sluice.store.Store;
import dev.sluice.store.local.LocalOptions;
import dev.sluice.store.local.LocalStore;
import dev.sluice.store.memory.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Runs whose source is unmounted while it is listed, at many moments. To be run where mounts are
/// nobody else's.
final class UnmountedRuns {

  private static final BlockingIo IO = new BlockingIo("unmounted-test", 4);

  /// What is mounted where.
  private enum Way {
    /// The root itself.
    ROOT,
    /// A folder in it, from another file system.
    BELOW,
    /// A folder in it, from the root's own file system.
    BOUND
  }

  private final Path folder;

  private UnmountedRuns(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws Exception {
    UnmountedRuns runs = new UnmountedRuns(Path.of(args[0]));
    runs.requireThatOneFolderMountedTwiceOverlaps();
    for (Way way : Way.values()) {
      for (int n : List.of(1, 30, 513, 800, 1250)) {
        runs.run(way, n);
      }
    }
  }

  private void requireThatOneFolderMountedTwiceOverlaps() throws Exception {
    Path one = Files.createDirectories(folder.resolve("one/deep/deeper"));
    Path again = Files.createDirectory(folder.resolve("again"));
    command("mount", "--bind", folder.resolve("one/deep").toString(), again.toString());
    Place outer = place(folder.resolve("one"));
    for (Path other : List.of(again, again.resolve("deeper"), again.resolve("deeper/not-yet"))) {
      if (!outer.overlaps(place(other)) || !place(other).overlaps(outer)) {
        throw new AssertionError(other + " lies in " + one);
      }
    }
    if (place(folder.resolve("other")).overlaps(outer)) {
      throw new AssertionError("its neighbour does not");
    }
    command("umount", again.toString());
  }

  private static Place place(Path root) throws Exception {
    try (Store store = LocalStore.open(root, LocalOptions.DESTINATION, IO, IO)) {
      return store.place();
    }
  }

  private void run(Way way, int n) throws Exception {
    Path root = Files.createDirectories(folder.resolve(way + "-" + n));
    Path point = way == Way.ROOT ? root : Files.createDirectory(root.resolve("disk"));
    switch (way) {
      case ROOT, BELOW -> command("mount", "-t", "tmpfs", "tmpfs", point.toString());
      case BOUND -> {
        Path other = Files.createDirectory(folder.resolve("bound-" + n));
        command("mount", "--bind", other.toString(), point.toString());
      }
    }
    VanishingRootTest.makeTree(point);
    if (way != Way.ROOT) {
      for (int i = 0; i < 600; i++) {
        Files.writeString(root.resolve("a%03d".formatted(i)), "x");
      }
    }
    MemoryStore target = VanishingRootTest.destinationLike(way == Way.ROOT ? "" : "disk/");
    int before = target.keys().size();
    try (Store from = LocalStore.open(root, LocalOptions.SOURCE, IO, IO)) {
      from.checkReadable();
      Store source = AtNthEntry.of(from, n, () -> command("umount", "-l", point.toString()));
      SyncReport report =
          VanishingRootTest.run(source, target, Mode.SYNC, VanishingRootTest.RECKLESS);
      long kept = target.keys().stream().filter(key -> !key.startsWith("a")).count();
      RunStatus expected = way == Way.ROOT ? RunStatus.NO_SUCH_SOURCE : RunStatus.PARTIAL;
      if (kept != before || report.status() != expected) {
        throw new AssertionError(
            way + " at " + n + ": " + (before - kept) + " lost, " + report.status());
      }
    }
  }

  private static void command(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("failed: " + Objects.toString(List.of(command)));
    }
  }
}
