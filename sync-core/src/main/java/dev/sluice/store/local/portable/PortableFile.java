package dev.sluice.store.local.portable;

import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;

/// An open file by means of the JDK alone: a channel, and for what a channel cannot do the name of
/// the file in an open directory.
final class PortableFile implements OpenFile {

  private final SharedChannel channel;
  private final PortableAttributes directory;
  private final String name;
  private final Links links;
  private final boolean ownsDirectory;

  /// @param ownsDirectory whether the directory is closed with it
  PortableFile(
      SharedChannel channel,
      PortableAttributes directory,
      String name,
      Links links,
      boolean ownsDirectory) {
    this.channel = channel;
    this.directory = directory;
    this.name = name;
    this.links = links;
    this.ownsDirectory = ownsDirectory;
  }

  @Override
  public FileFacts facts() throws IOException {
    FileFacts found = directory.look(name, links);
    if (found == null) {
      throw new NoSuchFileException(name);
    }
    return found;
  }

  @Override
  public void read(byte[] into, int at, int length, long offset)
      throws IOException, InterruptedException {
    channel.read(ByteBuffer.wrap(into, at, length), offset);
  }

  @Override
  public void write(byte[] from, int at, int length, long offset)
      throws IOException, InterruptedException {
    channel.write(ByteBuffer.wrap(from, at, length), offset);
  }

  @Override
  public void write(ByteBuffer from, long offset) throws IOException, InterruptedException {
    channel.write(from, offset);
  }

  @Override
  public void forceContent() throws IOException {
    channel.forceContent();
  }

  @Override
  public void force() throws IOException {
    channel.force();
  }

  @Override
  public void setPermissions(int permissions) throws IOException {
    directory.setPermissions(name, permissions);
  }

  @Override
  public void setTimes(Instant modified, Instant accessed) throws IOException {
    directory.setTimes(name, modified, accessed);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      if (ownsDirectory) {
        directory.close();
      }
    }
  }
}
