package dev.sluice.store.local.write;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.FileStamp;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import dev.sluice.store.StoredContent;
import dev.sluice.store.WriteSpec;
import dev.sluice.store.local.directory.FileFacts;
import dev.sluice.store.local.directory.Links;
import dev.sluice.store.local.directory.LocalErrors;
import dev.sluice.store.local.directory.OpenDirectory;
import dev.sluice.store.local.directory.OpenFile;
import dev.sluice.store.local.directory.PathText;
import dev.sluice.store.local.directory.RelativePaths;
import dev.sluice.store.local.name.Spelling;
import dev.sluice.store.local.root.LocalRoot;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A file being written under a name that no listing shows, in the directory of its final name, so
/// that one rename makes it appear whole.
///
/// All calls block; they run on the pool for files. [#write] may be called by many threads.
public final class TemporaryFile implements AutoCloseable {

  private static final int MAX_ATTEMPTS = 50;

  private final LocalRoot root;
  private final TemporaryFiles all;
  private final Spelling spelling;
  private final WriteSpec spec;
  private final SharedDirectories.Lease lease;
  private final OpenDirectory directory;
  private final String target;
  private final String name;
  private final PathText path;
  private final @Nullable Integer permissions;
  private final OpenFile file;
  private @Nullable OpenFile direct;
  private int directBlockBytes;
  private final boolean keepsStamp;
  private @Nullable FileStamp stamp;
  private boolean renamed;
  private boolean closed;

  private TemporaryFile(
      WritePlace place,
      WriteSpec spec,
      SharedDirectories.Lease lease,
      @Nullable Integer permissions)
      throws IOException {
    this.root = place.root();
    this.all = place.temporaries();
    this.spelling = place.parents().spelling();
    this.spec = spec;
    this.keepsStamp = place.keepsStamps();
    this.lease = lease;
    this.directory = lease.directory();
    this.target = RelativePaths.name(spec.key().value());
    this.permissions = permissions;
    this.name = all.newName();
    this.path = new PathText(directory, name);
    BlockingIo.at("create", path);
    this.file = root.descriptors().open(() -> directory.createFile(name, permissions));
    all.orphaned().made();
  }

  /// Makes the directories and the temporary file.
  ///
  /// A deletion may remove a directory as empty between its making and the file's. Each failed
  /// attempt means that a deletion went through, so the number of attempts is only a safeguard.
  public static TemporaryFile create(WritePlace place, WriteSpec spec) throws StoreException {
    LocalRoot root = place.root();
    String relative = root.relative(spec.key(), "write");
    for (int attempt = 1; ; attempt++) {
      try {
        return create(place, spec, place.parents().lease(RelativePaths.parent(relative)));
      } catch (IOException e) {
        if (!(e instanceof NoSuchFileException) || attempt == MAX_ATTEMPTS) {
          throw LocalErrors.ofWrite("write " + root.describe(spec.key()), e, root.path());
        }
      }
    }
  }

  private static TemporaryFile create(
      WritePlace place, WriteSpec spec, SharedDirectories.Lease lease)
      throws IOException, StoreException {
    try {
      return new TemporaryFile(
          place, spec, lease, permissionsOfReplaced(place.root(), spec, lease.directory()));
    } catch (IOException | StoreException | RuntimeException e) {
      lease.giveUp();
      lease.close();
      throw e;
    }
  }

  /// The permissions of the file to be replaced, which the new one takes over; null if there is
  /// none.
  private static @Nullable Integer permissionsOfReplaced(
      LocalRoot root, WriteSpec spec, OpenDirectory directory) throws IOException, StoreException {
    FileFacts found = directory.look(RelativePaths.name(spec.key().value()), Links.REFUSED);
    if (found == null) {
      return null;
    }
    return switch (found.type()) {
      case REGULAR -> found.permissions();
      case LINK -> null; // it is replaced, and has none of its own
      case DIRECTORY -> throw inItsPlace(root, spec, Kind.OBSTRUCTED, "a directory");
      case SPECIAL -> throw inItsPlace(root, spec, Kind.REFUSED, "a socket, pipe or device");
    };
  }

  private static StoreException inItsPlace(LocalRoot root, WriteSpec spec, Kind kind, String what) {
    return new StoreException(
        kind, "write " + root.describe(spec.key()) + ": refused, " + what + " is in its place");
  }

  void write(byte[] bytes, int at, int length, long offset)
      throws StoreException, InterruptedException {
    try {
      file.write(bytes, at, length, offset);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Gives it the content of another file by sharing its extents.
  ///
  /// @return whether that was done; else nothing is written
  public boolean cloneFrom(OpenFile other) {
    BlockingIo.at("share the extents of", path);
    return file.cloneFrom(other);
  }

  /// Writes what another file has at the same place.
  ///
  /// @throws EOFException if it ends before
  public void copyFrom(OpenFile other, long offset, int length)
      throws IOException, InterruptedException {
    BlockingIo.at("write", path);
    file.copyFrom(other, offset, length);
  }

  /// Makes it ready for [#writeDirect], which is called only after this.
  ///
  /// @return the unit of such writes; 0 if there can be none here
  public int openDirect() {
    try {
      int blockBytes = Math.toIntExact(Files.getFileStore(directoryPath()).getBlockSize());
      direct = directory.openDirect(name);
      directBlockBytes = blockBytes;
      return direct == null ? 0 : blockBytes;
    } catch (IOException | UnsupportedOperationException | ArithmeticException e) {
      return 0; // it is written like any other
    }
  }

  /// Writes past the kernel's cache.
  ///
  /// @param bytes as many blocks as are to be written, outside of the heap, from a multiple of the
  ///   block's size on
  /// @param offset a multiple of it
  /// @throws IOException also if it is not so, whatever the file system would take
  void writeDirect(ByteBuffer bytes, long offset) throws IOException, InterruptedException {
    BlockingIo.at("write", path);
    if (offset % directBlockBytes != 0 || bytes.remaining() % directBlockBytes != 0) {
      throw new IOException("these are not whole blocks");
    }
    Objects.requireNonNull(direct, "not opened").write(bytes, offset);
  }

  void read(byte[] into, int length, long offset) throws StoreException, InterruptedException {
    BlockingIo.at("read", path);
    try {
      file.read(into, 0, length, offset);
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
      long sizeBytes = file.facts().sizeBytes();
      if (sizeBytes != spec.sizeBytes()) {
        throw new StoreException(
            Kind.CORRUPT,
            "write %s: %d bytes were written and the file has %d"
                .formatted(root.describe(spec.key()), spec.sizeBytes(), sizeBytes));
      }
      if (permissions != null) {
        file.setPermissions(permissions);
      }
      if (modifiedTime != null) {
        file.setTimes(modifiedTime, root.time().now());
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
      file.forceContent();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Waits until it is on the medium. That must be before it has its name: some file systems would
  /// otherwise show an empty file after a loss of power.
  void force() throws StoreException {
    BlockingIo.at("flush", path);
    try {
      file.force();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// What is to be said of it, once it was published.
  ///
  /// @param isReflink whether it shares its extents with the file that it was made of
  public StoredContent stored(boolean isReflink) {
    return stamp == null && !isReflink
        ? StoredContent.NOTHING_SAID
        : StoredContent.ofFile(new StoredContent.File(stamp, isReflink));
  }

  boolean isPublished() {
    return renamed;
  }

  /// Gives it its name.
  void publish() throws StoreException {
    BlockingIo.at("rename", path);
    try {
      FileFacts made = keepsStamp ? file.facts() : null;
      closeFiles();
      String within = RelativePaths.parent(spec.key().value());
      spelling.rename(within, directory, lease.folding(), name, target);
      renamed = true;
      all.orphaned().settled();
      stamp = made == null ? null : stampOf(made);
      lease.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// The stamp of what is under the final name, if that is what was made: renaming has changed its
  /// change time, and somebody else may have put another in its place.
  private @Nullable FileStamp stampOf(FileFacts made) {
    try {
      FileFacts found = directory.look(target, Links.REFUSED);
      return found != null
              && made.identity() != null
              && made.identity().equals(found.identity())
              && made.modifiedTime().equals(found.modifiedTime())
              && made.sizeBytes() == found.sizeBytes()
          ? found.stamp()
          : null;
    } catch (IOException e) {
      return null; // it is there, which counts
    }
  }

  /// What went wrong with writing it.
  public StoreException failure(IOException e) {
    String operation = "write " + root.describe(spec.key());
    if (e instanceof FileSystemException f
        && f.getReason() != null
        && f.getReason().toLowerCase(Locale.ROOT).contains("is a directory")) {
      return new StoreException(
          Kind.OBSTRUCTED, operation + ": refused, a directory is in its place", e);
    }
    return LocalErrors.ofWrite(operation, e, root.path());
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
  public void discard() {
    try {
      close();
    } catch (IOException e) {
      // As above, and there is nobody to tell.
    }
  }

  /// The path of the directory that it is in.
  public Path directoryPath() {
    return root.path().resolve(RelativePaths.parent(spec.key().value())).normalize();
  }

  /// Removes it unless it was renamed; what cannot be removed is told at the end of the run.
  @Override
  public void close() throws IOException {
    if (renamed || closed) {
      return;
    }
    closed = true;
    BlockingIo.at("remove", path);
    try (lease) {
      closeFilesAndRemove();
    }
  }

  private void closeFilesAndRemove() throws IOException {
    try {
      closeFiles();
    } finally {
      remove();
    }
  }

  private void remove() throws IOException {
    try {
      directory.deleteFile(name);
      all.orphaned().settled();
    } catch (NoSuchFileException e) {
      all.orphaned().settled(); // somebody else removed it
    } catch (IOException e) {
      all.orphaned().add(path, e);
      throw e;
    }
  }

  private void closeFiles() throws IOException {
    try (OpenFile _ = direct) {
      file.close();
    }
  }
}
