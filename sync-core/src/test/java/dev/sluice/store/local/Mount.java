package dev.sluice.store.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A small file system in memory, mounted until closed. Only root may mount; others skip the test.
final class Mount implements AutoCloseable {

  private final Path point;

  private Mount(Path point) {
    this.point = point;
  }

  static Mount tmpfs(Path point, String options) throws IOException, InterruptedException {
    Files.createDirectories(point);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", options, "tmpfs", point.toString()),
        "a file system of its own can be mounted by root only");
    return new Mount(point);
  }

  void remount(String option) throws IOException, InterruptedException {
    assumeTrue(run("mount", "-o", "remount," + option, point.toString()), "no remount");
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return ChildJvm.run(List.of(command), Map.of()).exitCode() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (!run("umount", point.toString())) {
        throw new IOException("could not unmount " + point);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while unmounting " + point, e);
    }
  }
}
