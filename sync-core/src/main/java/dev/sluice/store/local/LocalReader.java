package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Entry;
import dev.sluice.store.Attributes;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a file that must stay what its entry says: same size, same modification time to the
/// nanosecond, same inode.
///
/// A small file is read whole when it is opened, and looked at before and after, so that it costs
/// the pool one call in all. What was read so is what was listed, whatever becomes of the file.
final class LocalReader implements ContentReader {

  private static final int SMALL_BYTES = 128 * 1024;

  private final LocalRoot root;
  private final BlockingIo io;
  private final Entry entry;
  private final Path path;
  private @Nullable Object identity;
  private byte @Nullable [] content;
  private @Nullable SharedChannel channel;
  private volatile boolean closed;

  private LocalReader(LocalRoot root, BlockingIo io, Entry entry, Path path) {
    this.root = root;
    this.io = io;
    this.entry = entry;
    this.path = path;
  }

  static LocalReader open(LocalRoot root, BlockingIo io, Entry entry)
      throws StoreException, InterruptedException {
    Path path = root.resolve(entry.key(), "read");
    LocalReader reader = new LocalReader(root, io, entry, path);
    return io.<LocalReader, StoreException>call(
        () -> {
          reader.openNow();
          return reader;
        },
        LocalReader::close);
  }

  private void openNow() throws StoreException, InterruptedException {
    BlockingIo.at("open", path);
    // Looked at before it is opened: opening a pipe would wait for its writer.
    identity = requireUnchanged().fileKey();
    Set<OpenOption> options =
        root.followSymlinks()
            ? Set.of(StandardOpenOption.READ)
            : Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    boolean small = entry.sizeBytes() <= SMALL_BYTES;
    try {
      SharedChannel file = new SharedChannel(path, FileChannel.open(path, options), options);
      if (small) {
        try (file) {
          byte[] whole = new byte[(int) entry.sizeBytes()];
          file.read(ByteBuffer.wrap(whole), 0);
          requireSame();
          content = whole;
        }
      } else {
        channel = file;
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public long sizeBytes() {
    return entry.sizeBytes();
  }

  @Override
  public Attributes attributes() {
    requireOpen();
    return Attributes.ofFile(entry.modifiedTime());
  }

  @Override
  public void read(long offset, byte[] into, int at, int length)
      throws StoreException, InterruptedException {
    requireOpen();
    Objects.checkFromIndexSize(at, length, into.length);
    Objects.checkFromIndexSize(offset, length, entry.sizeBytes());
    byte[] whole = content;
    SharedChannel file = channel;
    if (whole != null) {
      System.arraycopy(whole, (int) offset, into, at, length);
    } else if (file != null) {
      io.<@Nullable Void, StoreException>call(() -> {
        BlockingIo.at("read", path);
        try {
          file.read(ByteBuffer.wrap(into, at, length), offset);
          return null;
        } catch (IOException e) {
          throw failure(e);
        }
      });
    }
  }

  @Override
  public void verifyUnchanged() throws StoreException, InterruptedException {
    requireOpen();
    if (content == null) {
      io.<@Nullable Void, StoreException>call(() -> {
        requireSame();
        return null;
      });
    }
  }

  private void requireSame() throws StoreException {
    if (!Objects.equals(requireUnchanged().fileKey(), identity)) {
      throw changed("it was replaced");
    }
  }

  private BasicFileAttributes requireUnchanged() throws StoreException {
    BasicFileAttributes now;
    try {
      now = Files.readAttributes(path, BasicFileAttributes.class, root.links());
    } catch (IOException e) {
      throw failure(e);
    }
    if (!now.isRegularFile()) {
      throw changed("it is no longer a file");
    }
    if (now.size() != entry.sizeBytes()) {
      throw changed("its size was " + entry.sizeBytes() + " and is " + now.size());
    }
    if (!now.lastModifiedTime().toInstant().equals(entry.modifiedTime())) {
      throw changed("it was modified at " + now.lastModifiedTime());
    }
    return now;
  }

  private StoreException changed(String how) {
    return new StoreException(
        Kind.CHANGED,
        "read " + root.describe(entry.key()) + ": changed since it was listed: " + how);
  }

  private StoreException failure(IOException e) {
    return switch (e) {
      case EOFException _ -> changed(LocalErrors.reason(e));
      case NoSuchFileException _ when identity != null -> changed("it was removed");
      default -> LocalErrors.of("read " + root.describe(entry.key()), e);
    };
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the reader of " + entry.key() + " is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
    SharedChannel file = channel;
    if (file != null) {
      Quietly.run(io, file::close);
    }
  }
}
