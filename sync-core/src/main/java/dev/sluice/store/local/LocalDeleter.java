package dev.sluice.store.local;

import dev.sluice.flow.BlockingIo;
import dev.sluice.model.Key;
import dev.sluice.store.DeleteFailure;
import dev.sluice.store.StoreException;
import dev.sluice.store.StoreException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Deletes files, and the directories that this leaves empty.
///
/// A directory that was empty before stays: only directories that a deletion took something from
/// are tried, innermost first, and never the root.
final class LocalDeleter {

  private final LocalRoot root;
  private final ParentDirectories parents;

  LocalDeleter(LocalRoot root, ParentDirectories parents) {
    this.root = root;
    this.parents = parents;
  }

  /// @throws InterruptedException if interrupted between two files
  List<DeleteFailure> delete(List<Key> keys) throws InterruptedException {
    List<DeleteFailure> failures = new ArrayList<>();
    // Longer paths first: a directory comes after all that is in it.
    TreeSet<Path> touched =
        new TreeSet<>(
            Comparator.comparingInt(Path::getNameCount)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    for (Key key : keys) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      try {
        Path file = root.resolve(key, "delete");
        if (deleteFile(key, file)) {
          touched.add(ParentDirectories.parent(file));
        }
      } catch (StoreException e) {
        failures.add(new DeleteFailure(key, e));
      }
    }
    while (!touched.isEmpty()) {
      Path directory = touched.removeFirst();
      if (removeIfEmpty(directory)) {
        touched.add(ParentDirectories.parent(directory));
      }
    }
    return failures;
  }

  /// @return whether there was a file
  private boolean deleteFile(Key key, Path file) throws StoreException {
    BlockingIo.at("delete", file);
    if (!parents.exist(file)) {
      return false;
    }
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (found.isDirectory()) {
        return false; // there is no entry of this key
      }
      if (found.isOther() || (found.isSymbolicLink() && !root.followSymlinks())) {
        throw new StoreException(
            Kind.REFUSED, "delete " + root.describe(key) + ": refused, it is not a regular file");
      }
      Files.delete(file);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw LocalErrors.ofWrite("delete " + root.describe(key), e, file);
    }
  }

  /// Removes the directory at `key`, if there is nothing in it but empty directories.
  void removeEmptyDirectories(Key key) {
    try {
      Path directory = root.resolve(key, "write");
      if (parents.exist(directory)
          && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
          && holdsDirectoriesAlone(directory)) {
        removeTree(directory);
      }
    } catch (IOException | StoreException e) {
      // It stays, and whoever writes there meets it and says so.
    }
  }

  private static boolean holdsDirectoriesAlone(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.allMatch(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void removeTree(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> tree = Files.walk(directory)) {
      all = tree.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path each : all.reversed()) { // a directory comes before what is in it
      Files.delete(each); // fails if anything is in it by now
      parents.forget(each);
    }
  }

  private boolean removeIfEmpty(Path directory) {
    if (directory.equals(root.path()) || !directory.startsWith(root.path())) {
      return false;
    }
    try {
      Files.delete(directory); // fails if anything is in it
      parents.forget(directory);
      return true;
    } catch (IOException e) {
      return false; // not empty, or not ours to remove: an empty directory is no entry
    }
  }
}
