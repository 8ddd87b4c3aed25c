package dev.sluice.store.local.read;

import dev.sluice.cache.HashMemory;
import dev.sluice.flow.BlockingIo;
import dev.sluice.flow.IoReason;
import dev.sluice.model.Attributes;
import dev.sluice.model.Entry;
import dev.sluice.model.FileStamp;
import dev.sluice.model.Fingerprint.Remembered;
import dev.sluice.store.ContentReader;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.local.directory.BestEffortCleanUp;
import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.LinkInTheWayException;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.directory.NotRegularException;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.OpenFile;
import dev.sluice.store.local.directory.PathText;
import dev.sluice.store.local.directory.RelativePaths;
import dev.sluice.store.local.root.LocalRoot;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a file that must stay what its entry says: same size, same modification time to the
/// nanosecond. It is opened once, beneath the root, and all that is asked and read is asked of and
/// read from what was opened, so that nothing that is put under its name meanwhile is taken for it.
///
/// A small file is read whole when it is opened, and looked at before and after, so that it costs
/// the pool one call in all. What was read so is what was listed, whatever becomes of the file.
public final class LocalReader implements ContentReader {

  private static final int SMALL_BYTES = 128 * 1024;

  private final LocalRoot root;
  private final BlockingIo io;
  private final Entry entry;
  private final HashMemory hashes;
  private Instant began = Instant.MIN;
  private @Nullable FileStamp stamp;
  private @Nullable Object identity;
  private boolean hadName;
  private byte @Nullable [] content;
  private @Nullable OpenFile file;
  private volatile boolean unchanged;
  private volatile boolean closed;

  private LocalReader(LocalRoot root, HashMemory hashes, BlockingIo io, Entry entry) {
    this.root = root;
    this.io = io;
    this.entry = entry;
    this.hashes = hashes;
  }

  /// Opens the file of an entry.
  ///
  /// @param hashes remembers what was read
  public static LocalReader open(LocalRoot root, HashMemory hashes, BlockingIo io, Entry entry)
      throws StoreException, InterruptedException {
    String relative = root.relative(entry.key(), "read");
    LocalReader reader = new LocalReader(root, hashes, io, entry);
    return io.<LocalReader, StoreException>call(
        () -> {
          reader.openNow(relative);
          return reader;
        },
        LocalReader::close);
  }

  private void openNow(String relative) throws StoreException, InterruptedException {
    BlockingIo.at("open", path());
    OpenFile opened;
    try {
      opened = root.openFile(relative);
    } catch (LinkInTheWayException e) {
      throw linkInTheWay(relative, e);
    } catch (IOException e) {
      throw failure(e);
    }
    try {
      began = hashes.isOn() ? root.time().now() : began;
      FileFacts found = requireUnchanged(opened);
      stamp = found.stamp();
      identity = found.identity();
      hadName = !found.removed();
      if (entry.sizeBytes() > SMALL_BYTES) {
        file = opened;
        return;
      }
      byte[] whole = new byte[(int) entry.sizeBytes()];
      opened.read(whole, 0, whole.length, 0);
      boolean isWhole = whole.length > 0 || isEmpty(opened);
      requireSame(opened);
      if (!isWhole) {
        throw new StoreException(
            Kind.OTHER,
            "read "
                + root.describe(entry.key())
                + ": the file system says that it is empty, and it is not, so its length cannot be"
                + " known. Copy it to a disk first, or leave it out by --exclude");
      }
      content = whole;
    } catch (IOException e) {
      throw failure(e);
    } finally {
      if (file == null) {
        closeQuietly(opened);
      }
    }
  }

  /// Some file systems (`/proc`, a FUSE file system that makes documents when they are read) give
  /// no size of files that have content.
  private static boolean isEmpty(OpenFile opened) throws IOException, InterruptedException {
    try {
      opened.read(new byte[1], 0, 1, 0);
      return false;
    } catch (EOFException _) {
      return true;
    }
  }

  private PathText path() {
    return new PathText(root.path(), entry.key().value());
  }

  /// A link in the place of the file itself is a change like any other. One in the place of a
  /// directory leads to where nobody has listed anything, and may have been put there for that.
  private StoreException linkInTheWay(String relative, LinkInTheWayException e) {
    String above = RelativePaths.parent(relative);
    try (OpenDirectory _ = root.openDirectory(above)) {
      return changed("it is no longer a file");
    } catch (LinkInTheWayException link) {
      return new StoreException(
          Kind.REFUSED,
          "read "
              + root.describe(entry.key())
              + ": refused, a symbolic link has taken the place of a directory that was listed, or"
              + " leads elsewhere than it did",
          e);
    } catch (IOException other) {
      return failure(other);
    }
  }

  private static void closeQuietly(OpenFile opened) {
    try {
      opened.close();
    } catch (IOException e) {
      // It was only read.
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
    OpenFile opened = file;
    if (whole != null) {
      System.arraycopy(whole, (int) offset, into, at, length);
    } else if (opened != null) {
      io.<@Nullable Void, StoreException>call(() -> {
        BlockingIo.at("read", path());
        try {
          opened.read(into, at, length, offset);
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
    OpenFile opened = file;
    if (opened != null) {
      io.<@Nullable Void, StoreException>call(() -> {
        requireSame(opened);
        return null;
      });
    }
  }

  private void requireSame(OpenFile opened) throws StoreException {
    FileFacts now = requireUnchanged(opened);
    if (!Objects.equals(now.identity(), identity)) {
      throw changed("it was replaced");
    }
    if (hadName && now.removed()) {
      throw changed("it was removed or replaced");
    }
    if (!now.stamp().equals(stamp)) {
      throw changed("something of it was changed while it was read, though not its time");
    }
    unchanged = true;
  }

  /// Under the stamp that the file bore before and after.
  @Override
  public void remember(Remembered read) throws StoreException {
    FileStamp borne = stamp;
    if (!unchanged || borne == null || !hashes.isOn()) {
      return;
    }
    if (hashes.remember(entry.key(), borne, began, read) != null) {
      throw new StoreException(
          Kind.CORRUPT,
          "read "
              + root.describe(entry.key())
              + ": it is not what it was when it was read before, although its size and times are:"
              + " the disk may have damaged it. If it is right as it is, touch it");
    }
  }

  private FileFacts requireUnchanged(OpenFile opened) throws StoreException {
    FileFacts now;
    try {
      now = opened.facts();
    } catch (IOException e) {
      throw failure(e);
    }
    if (!now.isRegular()) {
      throw changed("it is no longer a file");
    }
    if (now.sizeBytes() != entry.sizeBytes()) {
      throw changed("its size was " + entry.sizeBytes() + " and is " + now.sizeBytes());
    }
    if (!now.modifiedTime().equals(entry.modifiedTime())) {
      throw changed("it was modified at " + now.modifiedTime());
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
      case NotRegularException _ -> changed("it is no longer a file");
      case EOFException _ -> changed(IoReason.of(e));
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
    OpenFile opened = file;
    if (opened != null) {
      BestEffortCleanUp.run(io, opened::close);
    }
  }
}
