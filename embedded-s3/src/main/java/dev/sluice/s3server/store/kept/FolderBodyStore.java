package dev.sluice.s3server.store.kept;

import dev.sluice.s3server.store.Body;
import dev.sluice.s3server.store.BodyStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keeps bodies in a folder of its own within the one it is given: small ones packed into few
/// files, since a million files would cost more than their content, large ones in a file each. The
/// folder is deleted when the store is closed.
public final class FolderBodyStore implements BodyStore {

  private static final int LARGE_BYTES = 1 << 20;

  private final Path folder;
  private final AtomicLong names = new AtomicLong();
  private final Set<PackFile> packs = ConcurrentHashMap.newKeySet();
  private volatile @Nullable PackFile current;

  public FolderBodyStore(Path parent) throws IOException {
    Files.createDirectories(parent);
    folder = Files.createTempDirectory(parent, "s3server-");
  }

  @Override
  public Writer newBody(long expectedBytes) {
    return new FolderWriter((int) Math.min(LARGE_BYTES, Math.max(4096, expectedBytes)));
  }

  @Override
  public boolean usesFiles() {
    return true;
  }

  @Override
  public void close() throws IOException {
    for (PackFile pack : packs) {
      pack.close();
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }

  private Body pack(byte[] bytes, int count) throws IOException {
    while (true) {
      PackFile pack = current;
      int offset = pack == null ? -1 : pack.reserve(count);
      if (pack == null || offset < 0) {
        startNextPack(pack);
        continue;
      }
      pack.write(bytes, count, offset);
      return new PackedBody(pack, offset, count);
    }
  }

  private synchronized void startNextPack(@Nullable PackFile exhausted) throws IOException {
    if (current == exhausted) {
      PackFile next = new PackFile(folder.resolve("pack-" + names.incrementAndGet()));
      packs.add(next);
      current = next;
    }
  }

  private final class FolderWriter implements Writer {
    private byte[] start;
    private int startLength;
    private @Nullable Path file;
    private @Nullable FileChannel channel;
    private long length;

    FolderWriter(int capacity) {
      start = new byte[capacity];
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      length += count;
      if (channel == null && length <= LARGE_BYTES) {
        if (length > start.length) {
          start =
              Arrays.copyOf(
                  start, (int) Math.min(LARGE_BYTES, Math.max(length, start.length * 2L)));
        }
        System.arraycopy(bytes, offset, start, startLength, count);
        startLength += count;
        return;
      }
      FileChannel open = channel == null ? openFile() : channel;
      writeAll(open, ByteBuffer.wrap(bytes, offset, count));
    }

    private FileChannel openFile() throws IOException {
      Path path = folder.resolve("body-" + names.incrementAndGet());
      FileChannel open =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      file = path;
      channel = open;
      writeAll(open, ByteBuffer.wrap(start, 0, startLength));
      return open;
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public Body finish() throws IOException {
      if (channel != null && file != null) {
        channel.close();
        return new FileBody(file, length);
      }
      return startLength == 0 ? MemoryBody.EMPTY : pack(start, startLength);
    }

    @Override
    public void discard() {
      try {
        if (channel != null && file != null) {
          channel.close();
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        // The folder is scratch space: what cannot be deleted now goes when the server is closed.
      }
    }
  }
}
