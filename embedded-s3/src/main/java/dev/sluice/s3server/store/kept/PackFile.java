package dev.sluice.s3server.store.kept;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file that many small bodies are appended to. It is deleted when it is full and none of them is
/// in use any more.
final class PackFile {

  static final int CAPACITY_BYTES = 256 << 20;

  private final Path file;
  private final FileChannel channel;
  private int end;
  private int bodiesInUse;
  private boolean full;

  PackFile(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  FileChannel channel() {
    return channel;
  }

  /// Keeps a place for a body.
  ///
  /// @return its offset, or -1 if the file is full
  synchronized int reserve(int sizeBytes) throws IOException {
    if (end + (long) sizeBytes > CAPACITY_BYTES) {
      full = true;
      deleteIfUseless();
      return -1;
    }
    int offset = end;
    end += sizeBytes;
    bodiesInUse++;
    return offset;
  }

  void write(byte[] bytes, int count, int offset) throws IOException {
    ByteBuffer source = ByteBuffer.wrap(bytes, 0, count);
    int position = offset;
    while (source.hasRemaining()) {
      position += channel.write(source, position);
    }
  }

  synchronized void release() {
    bodiesInUse--;
    try {
      deleteIfUseless();
    } catch (IOException e) {
      // The folder is scratch space: what cannot be deleted now goes when the server is closed.
    }
  }

  synchronized void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }

  private void deleteIfUseless() throws IOException {
    if (full && bodiesInUse == 0) {
      close();
    }
  }
}
