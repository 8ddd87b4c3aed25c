package dev.sluice.s3server.store.kept;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A large body in a file of its own.
final class FileBody extends CountedBody {

  private final Path file;
  private final long sizeBytes;

  FileBody(Path file, long sizeBytes) {
    this.file = file;
    this.sizeBytes = sizeBytes;
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void writeTo(Output output, long offset, long count) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      copy(channel, offset, count, output);
    }
  }

  @Override
  void discard() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The folder is scratch space: what cannot be deleted now goes when the server is closed.
    }
  }
}
