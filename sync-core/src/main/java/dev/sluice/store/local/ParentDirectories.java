package dev.sluice.store.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/// Sees to it that what is written or deleted lies in the root: every directory between the root
/// and a file must be a directory and no symbolic link.
///
/// What was found so is remembered. Someone who can put a link in place of a directory of the
/// destination while a run goes on can write there anyway. Thread-safe; all calls block.
final class ParentDirectories {

  private static final int REMEMBERED = 20_000;

  private final LocalRoot root;
  private final Cache<Path, Boolean> real =
      Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run).build();

  ParentDirectories(LocalRoot root) {
    this.root = root;
  }

  /// Makes the directories that `file` needs and do not exist yet.
  ///
  /// @throws StoreException of kind `REFUSED` if something else is in the place of one, `NO_ROOT`
  ///   if there is no root and there should be
  void make(Path file) throws IOException, StoreException {
    makeDirectory(parent(file));
  }

  private void makeDirectory(Path directory) throws IOException, StoreException {
    if (real.getIfPresent(directory) != null) {
      return;
    }
    if (directory.equals(root.path())) {
      makeRoot();
    } else {
      makeDirectory(parent(directory));
      Found found = look(directory);
      if (found == Found.NOTHING) {
        found = create(directory);
      }
      if (found == Found.OTHER) {
        throw new StoreException(
            Kind.OBSTRUCTED,
            directory + ": refused, something else is where a directory should be");
      }
    }
    real.put(directory, true);
  }

  private void makeRoot() throws IOException, StoreException {
    if (!Files.isDirectory(root.path())) {
      if (!root.mayBeAbsent()) {
        throw root.unreadable(new NoSuchFileException(root.path().toString()));
      }
      try {
        Files.createDirectories(root.path());
      } catch (IOException e) {
        throw rootFailure(e);
      }
    }
  }

  /// Without a root nothing at all can be written, whatever the reason.
  private StoreException rootFailure(IOException failure) {
    StoreException said =
        LocalErrors.ofWrite("make the folder " + root.path(), failure, root.path());
    return said.kind().concernsWholeRun()
        ? said
        : new StoreException(
            Kind.MISCONFIGURED,
            said.getMessage() + ". Name a destination that exists, or that can be made",
            failure);
  }

  private static Found create(Path directory) throws IOException, StoreException {
    try {
      Files.createDirectory(directory);
      return Found.DIRECTORY;
    } catch (FileAlreadyExistsException e) {
      return look(directory); // another thread was first; what did it make?
    }
  }

  /// Whether all the directories above `file` are there, so that there may be such a file.
  ///
  /// @throws StoreException of kind `REFUSED` if one is a symbolic link
  boolean exist(Path file) throws StoreException {
    Path directory = parent(file);
    try {
      return isReal(directory);
    } catch (IOException e) {
      throw LocalErrors.of("look at " + directory, e);
    }
  }

  private boolean isReal(Path directory) throws IOException, StoreException {
    if (directory.equals(root.path()) || real.getIfPresent(directory) != null) {
      return true;
    }
    if (!isReal(parent(directory)) || look(directory) != Found.DIRECTORY) {
      return false;
    }
    real.put(directory, true);
    return true;
  }

  private enum Found {
    NOTHING,
    DIRECTORY,
    OTHER
  }

  private static Found look(Path directory) throws IOException, StoreException {
    try {
      BasicFileAttributes found =
          Files.readAttributes(directory, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (found.isSymbolicLink()) {
        throw notADirectory(directory, "a symbolic link");
      }
      return found.isDirectory() ? Found.DIRECTORY : Found.OTHER;
    } catch (NoSuchFileException e) {
      return Found.NOTHING;
    }
  }

  private static StoreException notADirectory(Path directory, String what) {
    return new StoreException(
        Kind.REFUSED, directory + ": refused, " + what + " is where a directory should be");
  }

  /// Forgets what was known of `directory`, and of those above it, because it has gone.
  void forget(Path directory) {
    Path at = directory;
    while (at.startsWith(root.path())) {
      real.invalidate(at);
      if (at.equals(root.path())) {
        return;
      }
      at = parent(at);
    }
  }

  static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "a path in the root has a parent");
  }
}
