package dev.sluice.store.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/// A small file system, in memory or in a file, mounted until closed. Only root may mount; others
/// skip the test.
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

  /// As on a disk, for what a file system in memory does otherwise.
  static Mount ext4(Path point, long sizeBytes) throws IOException, InterruptedException {
    Files.createDirectories(point);
    Path image = point.resolveSibling(point.getFileName() + ".image");
    try (FileChannel file =
        FileChannel.open(image, StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      file.write(ByteBuffer.allocate(1), sizeBytes - 1);
    }
    assumeTrue(
        run("mkfs.ext4", "-q", "-F", "-O", "^has_journal", image.toString())
            && run("mount", "-o", "loop", image.toString(), point.toString()),
        "an image of a disk can be mounted by root only");
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
