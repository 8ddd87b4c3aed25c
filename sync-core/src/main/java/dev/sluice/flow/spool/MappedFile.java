package dev.sluice.flow.spool;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A temporary file that is written from its beginning to its end and then mapped into memory, for
/// what does not fit the heap. Where the system lets a file be used that has no name any more, it
/// has none, so that not even a kill leaves it behind. Used by one thread; all calls block.
public final class MappedFile implements AutoCloseable {

  private final Path file;
  private final FileChannel channel;

  /// Makes the file in `folder`.
  public MappedFile(Path folder) throws IOException {
    file = Files.createTempFile(folder, "sluice-", ".names");
    channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      Files.delete(file);
    } catch (IOException e) {
      // A system that keeps the names of what is open: removed when closed.
    }
  }

  /// Writes what remains of `bytes` at the end.
  public void append(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Maps a part of what was written, to be read and written. It stays mapped when the file is
  /// closed, and is freed by the collector.
  ///
  /// @param offset from which byte on
  public MemorySegment map(long offset, long lengthBytes) throws IOException {
    return channel.map(MapMode.READ_WRITE, offset, lengthBytes, Arena.ofAuto());
  }

  /// Removes the file's name; what is mapped stays until nothing refers to it.
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit(); // a system that keeps names of what is mapped
    }
  }
}
