package dev.sluice.flow.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The bytes of a [Spool] that are not in memory: appended at the end, read from the front. Used
/// under the spool's lock.
interface SpoolFile extends Closeable {

  /// Makes a file when the first bytes go to it.
  @FunctionalInterface
  interface Maker {
    SpoolFile make() throws IOException;
  }

  /// Writes behind what was written before.
  void append(byte[] bytes, int from, int length) throws IOException;

  /// Reads behind what was read before.
  ///
  /// @return how many bytes, -1 where all were read
  int read(byte[] into, int from, int length) throws IOException;

  /// A file in `folder` that nobody else may read. Where the system lets a file be used that has no
  /// name any more, it has none, so that not even a kill leaves it behind.
  static SpoolFile in(Path folder) throws IOException {
    Path made = Files.createTempFile(folder, "sluice-", ".spool");
    try {
      return new Unnamed(made);
    } catch (IOException e) {
      Files.deleteIfExists(made);
      throw e;
    }
  }

  /// Not a channel: an interrupted reader would close that for everybody.
  final class Unnamed implements SpoolFile {
    private final RandomAccessFile file;
    private final @Nullable Path name;
    private long written;
    private long readBack;

    private Unnamed(Path path) throws IOException {
      this.file = new RandomAccessFile(path.toFile(), "rw");
      this.name = removed(path) ? null : path;
    }

    private static boolean removed(Path path) {
      try {
        Files.delete(path);
        return true;
      } catch (IOException e) {
        return false; // a system that keeps the names of what is open: removed when closed
      }
    }

    @Override
    public void append(byte[] bytes, int from, int length) throws IOException {
      file.seek(written);
      file.write(bytes, from, length);
      written += length;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      file.seek(readBack);
      int read = file.read(into, from, length);
      readBack += Math.max(0, read);
      return read;
    }

    @Override
    public void close() throws IOException {
      file.close();
      if (name != null) {
        Files.deleteIfExists(name);
      }
    }
  }
}
