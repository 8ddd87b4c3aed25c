package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.WriteSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A file being written under a name that no listing shows, in the directory of its final name, so
/// that one rename makes it appear whole.
///
/// All calls block; they run on the pool for files. [#write] may be called by many threads.
final class TemporaryFile implements AutoCloseable {

  private static final int MAX_ATTEMPTS = 50;

  private static final Set<OpenOption> CREATE =
      Set.of(
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE_NEW,
          LinkOption.NOFOLLOW_LINKS);
  private static final Set<OpenOption> REOPEN =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  /// Opens a file for writes past the kernel's cache; null where the JDK has no way to. Looked up
  /// by its name, for the compiler warns of every use of this class of the JDK's, supported as it
  /// is.
  private static final @Nullable OpenOption DIRECT =
      option("com.sun.nio.file.ExtendedOpenOption", "DIRECT");

  private final LocalRoot root;
  private final WriteSpec spec;
  private final Path target;
  private final Path path;
  private final @Nullable Set<PosixFilePermission> permissions;
  private final SharedChannel channel;
  private @Nullable SharedChannel direct;
  private boolean renamed;
  private boolean closed;

  private TemporaryFile(
      LocalRoot root, WriteSpec spec, Path target, @Nullable Set<PosixFilePermission> permissions)
      throws IOException {
    this.root = root;
    this.spec = spec;
    this.target = target;
    this.permissions = permissions;
    this.path = target.resolveSibling(root.newTemporaryName());
    this.channel = new SharedChannel(path, create(), REOPEN);
    root.unremoved().made();
  }

  /// Makes the directories and the temporary file.
  ///
  /// A deletion may remove a directory as empty between its making and the file's. Each failed
  /// attempt means that a deletion went through, so the number of attempts is only a safeguard.
  static TemporaryFile create(LocalRoot root, ParentDirectories parents, WriteSpec spec)
      throws StoreException {
    Path target = root.resolve(spec.key(), "write");
    for (int attempt = 1; ; attempt++) {
      try {
        parents.make(target);
        return new TemporaryFile(root, spec, target, permissionsOfReplaced(root, spec, target));
      } catch (NoSuchFileException e) {
        parents.forget(ParentDirectories.parent(target));
        if (attempt == MAX_ATTEMPTS) {
          throw LocalErrors.ofWrite("write " + root.describe(spec.key()), e, target);
        }
      } catch (IOException e) {
        throw LocalErrors.ofWrite("write " + root.describe(spec.key()), e, target);
      }
    }
  }

  /// The permissions of the file to be replaced, which the new one takes over; null if there is
  /// none.
  private static @Nullable Set<PosixFilePermission> permissionsOfReplaced(
      LocalRoot root, WriteSpec spec, Path target) throws IOException, StoreException {
    boolean posix = target.getFileSystem().supportedFileAttributeViews().contains("posix");
    Class<? extends BasicFileAttributes> kind =
        posix ? PosixFileAttributes.class : BasicFileAttributes.class;
    if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      return null; // as usual, and without the cost of an exception
    }
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(target, kind, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return null;
    }
    if (found.isDirectory() || found.isOther()) {
      String what = found.isDirectory() ? "a directory" : "a socket, pipe or device";
      throw new StoreException(
          found.isDirectory() ? Kind.OBSTRUCTED : Kind.REFUSED,
          "write " + root.describe(spec.key()) + ": refused, " + what + " is in its place");
    }
    return found instanceof PosixFileAttributes file && file.isRegularFile()
        ? file.permissions()
        : null;
  }

  /// Creates it with no more permissions than it will have in the end: those of the file that it
  /// replaces, or those that any new file has.
  private FileChannel create() throws IOException {
    BlockingIo.at("create", path);
    return permissions == null
        ? FileChannel.open(path, CREATE)
        : FileChannel.open(
            path,
            CREATE,
            new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)});
  }

  private static @Nullable OpenOption option(String type, String name) {
    try {
      return (OpenOption) Class.forName(type).getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  void write(byte[] bytes, int at, int length, long offset)
      throws StoreException, InterruptedException {
    try {
      channel.write(ByteBuffer.wrap(bytes, at, length), offset);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Makes it ready for [#writeDirect], which is called only after this.
  ///
  /// @return the unit of such writes; 0 if there can be none here
  int openDirect() {
    if (DIRECT == null) {
      return 0;
    }
    try {
      Set<OpenOption> options = Set.of(StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS, DIRECT);
      int blockBytes = Math.toIntExact(Files.getFileStore(path).getBlockSize());
      direct = new SharedChannel(path, FileChannel.open(path, options), options);
      return blockBytes;
    } catch (IOException | UnsupportedOperationException | ArithmeticException e) {
      return 0; // it is written like any other
    }
  }

  /// Writes past the kernel's cache.
  ///
  /// @param bytes as many blocks as are to be written, outside of the heap, from a multiple of the
  ///   block's size on
  /// @param offset a multiple of it
  void writeDirect(ByteBuffer bytes, long offset) throws IOException, InterruptedException {
    BlockingIo.at("write", path);
    Objects.requireNonNull(direct, "not opened").write(bytes, offset);
  }

  void read(byte[] into, int length, long offset) throws StoreException, InterruptedException {
    BlockingIo.at("read", path);
    try {
      channel.read(ByteBuffer.wrap(into, 0, length), offset);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Makes it safe and visible under its final name: prepares, flushes and publishes it.
  ///
  /// @param modifiedTime its time; null for that of writing
  void commit(@Nullable Instant modifiedTime) throws StoreException {
    prepare(modifiedTime);
    force();
    publish();
  }

  /// Gives it all that it will have, but for its name.
  ///
  /// @param modifiedTime its time; null for that of writing
  void prepare(@Nullable Instant modifiedTime) throws StoreException {
    BlockingIo.at("set the time of", path);
    try {
      if (channel.size() != spec.sizeBytes()) {
        throw new StoreException(
            Kind.CORRUPT,
            "write %s: %d bytes were written and the file has %d"
                .formatted(root.describe(spec.key()), spec.sizeBytes(), channel.size()));
      }
      if (permissions != null) {
        Files.setPosixFilePermissions(path, permissions);
      }
      if (modifiedTime != null) {
        Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
            // With a time of access given the JDK need not look for the present one.
            .setTimes(FileTime.from(modifiedTime), FileTime.from(root.now()), null);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Waits until what was written so far is on the medium, though perhaps not yet its size and
  /// place.
  void forceContent() throws StoreException {
    BlockingIo.at("flush", path);
    try {
      channel.forceContent();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Waits until it is on the medium. That must be before it has its name: some file systems would
  /// otherwise show an empty file after a loss of power.
  void force() throws StoreException {
    BlockingIo.at("flush", path);
    try {
      channel.force();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Gives it its name.
  void publish() throws StoreException {
    BlockingIo.at("rename", path);
    try {
      closeChannels();
      Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
      renamed = true;
      root.unremoved().settled();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private StoreException failure(IOException e) {
    String operation = "write " + root.describe(spec.key());
    if (e instanceof FileSystemException f
        && f.getReason() != null
        && f.getReason().toLowerCase(Locale.ROOT).contains("is a directory")) {
      return new StoreException(
          Kind.OBSTRUCTED, operation + ": refused, a directory is in its place", e);
    }
    return LocalErrors.ofWrite(operation, e, target);
  }

  /// Removes it unless it was renamed; what goes wrong with that is added to `because`.
  void discard(Throwable because) {
    try {
      close();
    } catch (IOException e) {
      because.addSuppressed(e); // what is left behind is found by the next run
    }
  }

  /// Removes it unless it was renamed.
  void discard() {
    try {
      close();
    } catch (IOException e) {
      // As above, and there is nobody to tell.
    }
  }

  /// The directory that it is in.
  Path directory() {
    return ParentDirectories.parent(path);
  }

  /// Removes it unless it was renamed; what cannot be removed is told at the end of the run.
  @Override
  public void close() throws IOException {
    if (renamed || closed) {
      return;
    }
    closed = true;
    BlockingIo.at("remove", path);
    try {
      closeChannels();
    } finally {
      remove();
    }
  }

  private void remove() throws IOException {
    try {
      Files.deleteIfExists(path);
      root.unremoved().settled();
    } catch (IOException e) {
      root.unremoved().add(path, e);
      throw e;
    }
  }

  private void closeChannels() throws IOException {
    try (SharedChannel _ = direct) {
      channel.close();
    }
  }
}
